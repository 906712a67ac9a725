package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.access.Decider;
import dev.millrace.gateway.rest.problem.Problems;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.settings.ManagementSettings;
import dev.millrace.internal.auth.MetricsToken;
import dev.millrace.protocol.error.SignatureErrors;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import reactor.core.publisher.Mono;

/**
 * Who may see how the gateway is doing, on whatever port. Whether it is well, everybody may know, as balancers must; what is
 * wrong with it, and what it counts, is for those whose policies allow {@code millrace:ReadMetrics}, and for collectors that show the
 * token of a collector of metrics.
 */
@Configuration(proxyBeanMethods = false)
public class ManagementSecurityConfiguration {
    private static final ServerWebExchangeMatcher ACTUATOR =
            new PathPatternParserServerWebExchangeMatcher("/actuator/**");

    private static final String[] HEALTH = {"/actuator/health", "/actuator/health/**"};

    /** Apart from other callers, as no issuer would know their token. */
    @Bean
    @Order(2)
    SecurityWebFilterChain collectors(ServerHttpSecurity http, ManagementSettings settings) {
        MetricsToken token = MetricsToken.of(settings.metricsToken());
        MetricsReader collector = new MetricsReader("collector", Optional.empty());
        ReactiveAuthenticationManager nothingToVerify = Mono::just;
        AuthenticationWebFilter known = new AuthenticationWebFilter(nothingToVerify);
        known.setServerAuthenticationConverter(exchange -> Mono.just(collector));
        known.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        return SecurityConfiguration.locked(http)
                .securityMatcher(new AndServerWebExchangeMatcher(ACTUATOR, bearing(token)))
                .addFilterAt(known, SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(exchanges -> exchanges.anyExchange().hasAuthority(MetricsReader.AUTHORITY))
                .build();
    }

    private static ServerWebExchangeMatcher bearing(MetricsToken token) {
        return exchange -> token.isIn(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                ? MatchResult.match()
                : MatchResult.notMatch();
    }

    @Bean
    @Order(3)
    SecurityWebFilterChain management(
            ServerHttpSecurity http,
            CallerIdentification identification,
            Decider decider,
            GatewaySettings settings,
            Problems problems) {
        return identification
                .addTo(
                        SecurityConfiguration.locked(http),
                        callers -> new OperatorAuthentication(callers, decider, settings.accountId()))
                .securityMatcher(ACTUATOR)
                .exceptionHandling(handling ->
                        handling.accessDeniedHandler((exchange, denied) -> exchange.getPrincipal()
                                .ofType(MetricsReader.class)
                                .flatMap(reader -> Mono.justOrEmpty(reader.refusal()))
                                .defaultIfEmpty(SignatureErrors.missingToken())
                                .flatMap(refusal -> problems.write(exchange, refusal))))
                .authorizeExchange(exchanges ->
                        exchanges.pathMatchers(HEALTH).permitAll().anyExchange().hasAuthority(MetricsReader.AUTHORITY))
                .build();
    }
}
