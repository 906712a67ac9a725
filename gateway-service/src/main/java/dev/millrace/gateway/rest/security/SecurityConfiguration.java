package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.bearer.BearerCallers;
import dev.millrace.gateway.request.BodyReader;
import dev.millrace.gateway.rest.problem.Problems;
import dev.millrace.protocol.error.SignatureErrors;
import dev.millrace.signing.sigv4.SignatureVerifier;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
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

    /** Answered on the management port, which only operators reach; the public ports have nothing there. */
    private static final String[] FOR_OPERATORS = {
        "/actuator/health", "/actuator/health/**", "/actuator/info", "/actuator/prometheus"
    };

    /** The page that shows it: files, and no data. */
    private static final String[] PAGE = {"/docs", "/docs/**"};

    @Bean
    @Order(1)
    SecurityWebFilterChain rest(
            ServerHttpSecurity http,
            BodyReader bodies,
            SignatureVerifier signatures,
            ObjectProvider<BearerCallers> bearers,
            Problems problems) {
        Optional<BearerCallers> tokens = Optional.ofNullable(bearers.getIfAvailable());
        Refusals refusals = new Refusals(problems, tokens.isPresent());
        tokens.ifPresent(callers -> http.addFilterAt(
                step(new TokenAuthentication(callers), new TokenConverter(), refusals),
                SecurityWebFiltersOrder.AUTHENTICATION));
        return locked(http)
                .securityMatcher(new PathPatternParserServerWebExchangeMatcher("/v1/**"))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .cors(cors -> cors.configurationSource(new AnyOrigin()))
                .addFilterBefore(new SignedBodyFilter(bodies), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAt(
                        step(new SignatureAuthentication(signatures), new SignatureConverter(), refusals),
                        SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusals::write))
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers(HttpMethod.GET, OPENAPI)
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .build();
    }

    /** What is neither REST nor AWS: the page that describes REST, what operators look at, and nothing else. */
    @Bean
    @Order(2)
    SecurityWebFilterChain everythingElse(ServerHttpSecurity http, Problems problems) {
        return locked(http)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                        (exchange, refused) -> problems.write(exchange, SignatureErrors.missingToken())))
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers(FOR_OPERATORS)
                        .permitAll()
                        .pathMatchers(HttpMethod.GET, PAGE)
                        .permitAll()
                        .anyExchange()
                        .denyAll())
                .build();
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

    private static ServerHttpSecurity locked(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable);
    }

    /** A way to be known, for requests that the converter takes. */
    private static AuthenticationWebFilter step(
            ReactiveAuthenticationManager callers, ServerAuthenticationConverter requests, Refusals refusals) {
        AuthenticationWebFilter step = new AuthenticationWebFilter(callers);
        step.setServerAuthenticationConverter(requests);
        step.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        step.setAuthenticationFailureHandler((exchange, refused) -> refusals.write(exchange.getExchange(), refused));
        return step;
    }
}
