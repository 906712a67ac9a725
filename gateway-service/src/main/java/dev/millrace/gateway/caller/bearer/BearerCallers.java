package dev.millrace.gateway.caller.bearer;

import dev.millrace.gateway.caller.IdentityFreshness;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.caller.KnownIdentity;
import dev.millrace.protocol.error.BearerErrors;
import dev.millrace.signing.Principal;
import dev.millrace.signing.Principal.SessionScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;

/** Who is behind a token: the same principals as are behind signatures, so that the same policies hold for them. */
public final class BearerCallers {
    private final TokenVerifier verifier;
    private final List<ClaimRule> rules;
    private final IdentityMirror identities;
    private final IdentityFreshness freshness;
    private final String account;
    private final Duration clockSkew;
    private final Clock clock;

    /**
     * @param account whose roles and users the rules name
     * @param clockSkew for so long after its end a token is accepted
     */
    BearerCallers(
            TokenVerifier verifier,
            List<ClaimRule> rules,
            IdentityMirror identities,
            IdentityFreshness freshness,
            String account,
            Duration clockSkew,
            Clock clock) {
        this.verifier = verifier;
        this.rules = List.copyOf(rules);
        this.identities = identities;
        this.freshness = freshness;
        this.account = account;
        this.clockSkew = clockSkew;
        this.clock = clock;
    }

    /** The caller, or an error of the API: the token is not accepted, or stands for nobody. */
    public Mono<Bearer> identify(String token) {
        return verifier.verify(token).map(this::bearer);
    }

    private Bearer bearer(Jwt token) {
        freshness.require();
        Principal principal = principal(token);
        Instant end = Objects.requireNonNull(token.getExpiresAt(), "verified tokens have one")
                .plus(clockSkew);
        Instant issuedAt = Objects.requireNonNullElse(token.getIssuedAt(), Instant.EPOCH);
        return new Bearer(principal, new TokenStanding(principal, issuedAt, end, identities, freshness, clock));
    }

    private Principal principal(Jwt token) {
        String subject = Objects.requireNonNull(token.getSubject(), "verified tokens have one");
        Claims claims = new Claims(token.getClaims());
        ClaimRule rule = rules.stream()
                .filter(candidate -> candidate.fits(claims))
                .findFirst()
                .orElseThrow(BearerErrors::noRule);
        KnownIdentity identity =
                identities.find(account, rule.kind(), rule.name()).orElseThrow(BearerErrors::mappedToNobody);
        return identity instanceof KnownIdentity.Role role
                ? role.principal(new SessionScope(SessionName.of(subject), List.of(), Map.of()))
                : ((KnownIdentity.User) identity).principal(Optional.empty());
    }
}
