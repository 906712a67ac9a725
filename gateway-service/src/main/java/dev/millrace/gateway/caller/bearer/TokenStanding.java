package dev.millrace.gateway.caller.bearer;

import dev.millrace.gateway.caller.IdentityFreshness;
import dev.millrace.gateway.caller.IdentityMirror;
import dev.millrace.gateway.caller.Standing;
import dev.millrace.protocol.error.BearerErrors;
import dev.millrace.signing.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A token counts until its end, and for as long as the role or user that it stands for is there under its name. */
final class TokenStanding implements Standing {
    private final Principal principal;
    private final Instant issuedAt;
    private final Instant end;
    private final IdentityMirror identities;
    private final IdentityFreshness freshness;
    private final Clock clock;

    /**
     * @param issuedAt as the token says
     * @param end from when on it would not be accepted
     */
    TokenStanding(
            Principal principal,
            Instant issuedAt,
            Instant end,
            IdentityMirror identities,
            IdentityFreshness freshness,
            Clock clock) {
        this.principal = principal;
        this.issuedAt = issuedAt;
        this.end = end;
        this.identities = identities;
        this.freshness = freshness;
        this.clock = clock;
    }

    @Override
    public void require() {
        if (!clock.instant().isBefore(end)) {
            throw BearerErrors.invalid("It has expired");
        }
        freshness.require();
        if (identities
                .find(principal.id())
                .filter(known -> known.naming().name().equals(principal.name()))
                .isEmpty()) {
            throw BearerErrors.mappedToNobody();
        }
    }

    @Override
    public Optional<Instant> beganAt() {
        return Optional.of(issuedAt);
    }

    @Override
    public Optional<Instant> endsAt() {
        return Optional.of(end);
    }
}
