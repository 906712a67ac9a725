package dev.millrace.gateway.access;

import dev.millrace.gateway.caller.AccessRights;
import dev.millrace.gateway.caller.PrincipalRights;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.protocol.error.AccessErrors;
import dev.millrace.protocol.error.KinesisException;
import java.time.Clock;
import java.util.Optional;

/** Whether a caller may do what is done to an account as a whole, and to no resource of it. */
public final class AccountRights {
    private static final String EVERYTHING = "*";

    private final PrincipalRights rights;
    private final String region;
    private final Clock clock;

    AccountRights(PrincipalRights rights, String region, Clock clock) {
        this.rights = rights;
        this.region = region;
        this.clock = clock;
    }

    /**
     * Why a caller may not; empty if it may.
     *
     * @param action as policies name it, {@code cloudtrail:LookupEvents}
     * @throws KinesisException UnrecognizedClient, if the user or role is gone since the credentials were checked
     */
    public Optional<KinesisException> refusal(Requester requester, String action, String account) {
        AccessRights caller = rights.of(requester.principal());
        AccessRequest asked = new AccessRequest(
                caller.caller(), action, EVERYTHING, account, clock.instant(), OriginConditions.of(requester, region));
        AccessDecision decision = AccessDecision.of(asked, caller.policies());
        return decision.allowed() ? Optional.empty() : Optional.of(AccessErrors.denied(decision.refusal(asked)));
    }
}
