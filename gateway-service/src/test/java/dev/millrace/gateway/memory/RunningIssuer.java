package dev.millrace.gateway.memory;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.GenericWebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** An issuer of tokens as there are in production: Spring Authorization Server, which gives them to clients with a secret. */
public final class RunningIssuer implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();
    private final GenericWebApplicationContext spring = new GenericWebApplicationContext();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Known known = new Known();

    public RunningIssuer(Path directory) {
        spring.registerBean(Known.class, () -> known);
        new AnnotatedBeanDefinitionReader(spring).register(Endpoints.class);
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(
                (classes, servlets) -> {
                    spring.setServletContext(servlets);
                    spring.refresh();
                    servlets.addFilter("endpoints", spring.getBean("springSecurityFilterChain", Filter.class))
                            .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
                },
                null);
        // Filters are asked only about what a servlet would serve.
        Tomcat.addServlet(context, "nothing", new HttpServlet() {});
        context.addServletMappingDecoded("/", "nothing");
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        }
    }

    /** As its tokens name it. */
    public String name() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    public URI keySet() {
        return URI.create(name() + "/oauth2/jwks");
    }

    /** The public half of the key that signs now. */
    public RSAKey key() {
        return known.key.toPublicJWK();
    }

    /** Signs with a new key from now on, and no longer publishes the one before. */
    public void changeKey() {
        known.key = newKey();
    }

    /**
     * An access token of a new client.
     *
     * @param claims what it says beside what all tokens say, or instead
     */
    public String token(Consumer<JwtClaimsSet.Builder> claims, String... scopes) {
        String name = "client-" + UUID.randomUUID();
        known.clients.save(client(name, Set.of(scopes)));
        known.claimsByClient.put(name, claims);
        String form =
                "grant_type=client_credentials" + (scopes.length == 0 ? "" : "&scope=" + String.join("+", scopes));
        HttpRequest request = HttpRequest.newBuilder(URI.create(name() + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .required("access_token")
                    .asString();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static RegisteredClient client(String name, Set<String> scopes) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .clientSecret("{noop}" + name)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(all -> all.addAll(scopes))
                .build();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        }
        spring.close();
    }

    /** What the issuer goes by. */
    private static final class Known {
        final Map<String, Consumer<JwtClaimsSet.Builder>> claimsByClient = new ConcurrentHashMap<>();
        final InMemoryRegisteredClientRepository clients =
                new InMemoryRegisteredClientRepository(client("nobody", Set.of()));
        volatile RSAKey key = newKey();
    }

    /** Not annotated as a configuration, or the gateway would find it as one of its own. */
    @EnableWebSecurity
    static class Endpoints {
        @Bean
        SecurityFilterChain endpoints(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> {
                        http.securityMatcher(server.getEndpointsMatcher());
                        server.oidc(Customizer.withDefaults());
                    })
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }

        @Bean
        InMemoryRegisteredClientRepository clients(Known known) {
            return known.clients;
        }

        @Bean
        JWKSource<SecurityContext> keys(Known known) {
            return (selector, context) -> selector.select(new JWKSet(known.key));
        }

        /** For an endpoint of OpenID Connect that nobody calls here. */
        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(Known known) {
            return context -> known.claimsByClient
                    .get(context.getRegisteredClient().getClientId())
                    .accept(context.getClaims());
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }
    }
}
