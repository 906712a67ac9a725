package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.caller.bearer.BearerCallers;
import dev.millrace.gateway.front.request.BodyReader;
import dev.millrace.gateway.rest.problem.Problems;
import dev.millrace.protocol.error.SignatureErrors;
import dev.millrace.signing.SignatureVerifier;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * Who may come in. Everything under {@code /v1} needs a caller who is known; what a caller may do is the same decision as on
 * the AWS face, taken call by call. The AWS face itself does not come this way.
 *
 * <p>The chain of {@code /v1} has no session and no cookie, so there is nothing that another site could make a browser send
 * along: no CSRF protection is needed, and any origin may read the answers to its own signed requests.
 */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {
    /** The description of the API is open: it is the same everywhere, and a browser that opens it cannot sign. */
    private static final String OPENAPI = "/v1/openapi.json";

    /** The page that shows it: files, and no data. */
    private static final String[] PAGE = {"/docs", "/docs/**"};

    @Bean
    CallerIdentification callerIdentification(
            BodyReader bodies, SignatureVerifier signatures, ObjectProvider<BearerCallers> bearers, Problems problems) {
        return new CallerIdentification(bodies, signatures, Optional.ofNullable(bearers.getIfAvailable()), problems);
    }

    @Bean
    @Order(1)
    SecurityWebFilterChain rest(ServerHttpSecurity http, CallerIdentification identification) {
        return identification
                .addTo(locked(http), UnaryOperator.identity())
                .securityMatcher(new PathPatternParserServerWebExchangeMatcher("/v1/**"))
                .cors(cors -> cors.configurationSource(new AnyOrigin()))
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers(HttpMethod.GET, OPENAPI)
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .build();
    }

    /** What is of no other face: the page that describes REST, and nothing else. */
    @Bean
    @Order(4)
    SecurityWebFilterChain everythingElse(ServerHttpSecurity http, Problems problems) {
        return locked(http)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                        (exchange, refused) -> problems.write(exchange, SignatureErrors.missingToken())))
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers(HttpMethod.GET, PAGE)
                        .permitAll()
                        .anyExchange()
                        .denyAll())
                .build();
    }

    @Bean
    ServerWebExchangeFirewall firewall() {
        return new EncodedNames();
    }

    /** For paths and headers that Spring Security takes for an attack whatever they ask for. */
    @Bean
    ServerExchangeRejectedHandler rejected(Problems problems) {
        return (exchange, why) -> problems.handle(
                exchange, new ResponseStatusException(HttpStatus.BAD_REQUEST, "The path or a header is malformed."));
    }

    /** Nobody can log in here; without this Spring Boot would make up a user and print its password. */
    @Bean
    ReactiveAuthenticationManager nobody() {
        return authentication -> Mono.empty();
    }

    static ServerHttpSecurity locked(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable);
    }
}
