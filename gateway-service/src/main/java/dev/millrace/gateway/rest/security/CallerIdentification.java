package dev.millrace.gateway.rest.security;

import dev.millrace.gateway.caller.bearer.BearerCallers;
import dev.millrace.gateway.front.request.BodyReader;
import dev.millrace.gateway.rest.problem.Problems;
import dev.millrace.signing.SignatureVerifier;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/** By what callers are known wherever Spring Security stands: their signature, or the token of an issuer. */
final class CallerIdentification {
    private final BodyReader bodies;
    private final SignatureVerifier signatures;
    private final Optional<BearerCallers> bearers;
    private final RefusalWriter refusals;

    CallerIdentification(
            BodyReader bodies, SignatureVerifier signatures, Optional<BearerCallers> bearers, Problems problems) {
        this.bodies = bodies;
        this.signatures = signatures;
        this.bearers = bearers;
        this.refusals = new RefusalWriter(problems, bearers.isPresent());
    }

    /**
     * Identifies the callers of a chain, and refuses those who cannot be.
     *
     * @param then what more is to be found out about them
     */
    ServerHttpSecurity addTo(ServerHttpSecurity http, UnaryOperator<ReactiveAuthenticationManager> then) {
        bearers.ifPresent(callers -> http.addFilterAt(
                step(then.apply(new TokenAuthentication(callers)), new TokenConverter()),
                SecurityWebFiltersOrder.AUTHENTICATION));
        return http.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterBefore(new SignedBodyFilter(bodies, signatures), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAt(
                        step(then.apply(new SignatureAuthentication(signatures)), new SignatureConverter()),
                        SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusals::write));
    }

    /** A way to be known, for requests that the converter takes. */
    private AuthenticationWebFilter step(
            ReactiveAuthenticationManager callers, ServerAuthenticationConverter requests) {
        AuthenticationWebFilter step = new AuthenticationWebFilter(callers);
        step.setServerAuthenticationConverter(requests);
        step.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        step.setAuthenticationFailureHandler((exchange, refused) -> refusals.write(exchange.getExchange(), refused));
        return step;
    }
}
