package dev.millrace.gateway.rest;

import dev.millrace.gateway.rest.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all operations have in common: how they are signed, and what they answer when they fail. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {
    private static final String SIGNATURE = "sigv4";
    private static final String TOKEN = "bearer";
    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI openApi() {
        Components components = new Components()
                .addSecuritySchemes(
                        SIGNATURE,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("Authorization")
                                .description("AWS Signature Version 4 for the service kinesis, in this header or in the"
                                        + " query. curl signs with --aws-sigv4 and --user."))
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme(TOKEN)
                                .bearerFormat("JWT")
                                .description("An access token of the issuer that this installation trusts, if it does"
                                        + " any."));
        return new OpenAPI()
                .info(new Info()
                        .title("Millrace")
                        .version("v1")
                        .description("Streams of records. The same streams, limits and permissions as through the"
                                + " Kinesis API on the same port."))
                .components(components)
                .addSecurityItem(new SecurityRequirement().addList(SIGNATURE))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    @Bean
    OpenApiCustomizer problemsEverywhere() {
        Content problem = new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
        return document -> {
            ModelConverters.getInstance(true).read(Problem.class).forEach(document.getComponents()::addSchemas);
            document.getPaths()
                    .values()
                    .forEach(path -> path.readOperations()
                            .forEach(operation -> operation
                                    .getResponses()
                                    .setDefault(new ApiResponse()
                                            .description("A problem, by RFC 9457")
                                            .content(problem))));
        };
    }
}
