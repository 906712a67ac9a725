package dev.millrace.gateway.caller.bearer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import dev.millrace.gateway.settings.BearerSettings.Issuer;
import dev.millrace.protocol.error.BearerErrors;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells whether a token was made by the issuer that is trusted, for us, and for now.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068">RFC 9068: JWT profile for access tokens</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725: JWT best current practices</a>
 */
final class TokenVerifier {
    /** Of access tokens, or unspecific; no other token of the issuer, such as one that logs out, counts as one. */
    private static final Set<String> TYPES = Set.of("JWT", "at+jwt", "application/at+jwt");

    private final ReactiveJwtDecoder decoder;

    TokenVerifier(Issuer issuer, IssuerKeys keys, Clock clock) {
        Set<JWSAlgorithm> algorithms = issuer.algorithms().stream()
                .map(algorithm -> JWSAlgorithm.parse(algorithm.getName()))
                .collect(Collectors.toUnmodifiableSet());
        NimbusReactiveJwtDecoder nimbus = NimbusReactiveJwtDecoder.withJwkSource(
                        // Nobody makes us ask the issuer by a token that we would refuse anyway.
                        token -> algorithms.contains(token.getHeader().getAlgorithm()) ? keys.of(token) : Flux.empty())
                .validateType(false) // done below, where access tokens are known
                .jwtProcessorCustomizer(verification -> verification.setJWSKeySelector(
                        new JWSVerificationKeySelector<>(algorithms, new JWKSecurityContextJWKSet())))
                .build();
        nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(checks(issuer, clock)));
        this.decoder = nimbus;
    }

    private static List<OAuth2TokenValidator<Jwt>> checks(Issuer issuer, Clock clock) {
        JwtTimestampValidator time = new JwtTimestampValidator(issuer.clockSkew());
        time.setClock(clock);
        // A token without an end could never be taken back.
        time.setAllowEmptyExpiryClaim(false);
        JwtTypeValidator type = new JwtTypeValidator(TYPES);
        type.setAllowEmpty(true);
        List<OAuth2TokenValidator<Jwt>> checks = new ArrayList<>(List.of(
                type,
                time,
                new JwtAudienceValidator(issuer.audience()),
                new JwtClaimValidator<String>(JwtClaimNames.SUB, subject -> subject != null && !subject.isBlank())));
        issuer.name().map(JwtIssuerValidator::new).ifPresent(checks::add);
        return checks;
    }

    /** The token's claims, or an error of the API that says why it is not accepted. */
    Mono<Jwt> verify(String token) {
        return decoder.decode(token).onErrorMap(TokenVerifier::refusal);
    }

    /** Only the texts of checks are shown: others may quote the token. */
    private static RuntimeException refusal(Throwable failure) {
        if (failure instanceof JwtValidationException invalid) {
            return BearerErrors.invalid(invalid.getErrors().stream()
                    .map(OAuth2Error::getDescription)
                    .findFirst()
                    .orElse(""));
        }
        return failure instanceof BadJwtException
                ? BearerErrors.invalid("It is malformed, or not signed with a key and an algorithm that are accepted")
                : BearerErrors.keysUnknown();
    }
}
