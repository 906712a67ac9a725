package dev.millrace.gateway.bearer;

import dev.millrace.gateway.identity.IdentityMirror;
import dev.millrace.gateway.identity.KnownIdentity;
import dev.millrace.protocol.error.BearerErrors;
import dev.millrace.signing.credentials.Principal;
import dev.millrace.signing.credentials.Principal.SessionScope;
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
    private final String account;

    /** @param account whose roles and users the rules name */
    BearerCallers(TokenVerifier verifier, List<ClaimRule> rules, IdentityMirror identities, String account) {
        this.verifier = verifier;
        this.rules = List.copyOf(rules);
        this.identities = identities;
        this.account = account;
    }

    /** The caller, or an error of the API: the token is not accepted, or stands for nobody. */
    public Mono<Principal> identify(String token) {
        return verifier.verify(token).map(this::principal);
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
