package dev.millrace.gateway.access;

import dev.millrace.gateway.call.Requester;
import dev.millrace.gateway.identity.AccessRights;
import dev.millrace.gateway.identity.PrincipalRights;
import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.protocol.error.AccessErrors;
import dev.millrace.protocol.error.KinesisException;
import java.time.Clock;
import java.util.Optional;

/** Whether a caller may see how the service is doing: an action of ours, for policies like those of AWS. */
public final class OperatorRights {
    private static final String READ_METRICS = "millrace:ReadMetrics";
    private static final String EVERYTHING = "*";

    private final PrincipalRights rights;
    private final String region;
    private final String account;
    private final Clock clock;

    /** @param account whose deployment it is; nobody of another account may */
    OperatorRights(PrincipalRights rights, String region, String account, Clock clock) {
        this.rights = rights;
        this.region = region;
        this.account = account;
        this.clock = clock;
    }

    /**
     * Why the caller may not see metrics; empty if it may.
     *
     * @throws KinesisException UnrecognizedClient, if the user or role is gone since the credentials were checked
     */
    public Optional<KinesisException> refusalOfMetrics(Requester requester) {
        AccessRights caller = rights.of(requester.principal());
        AccessRequest asked = new AccessRequest(
                caller.caller(),
                READ_METRICS,
                EVERYTHING,
                account,
                clock.instant(),
                new OriginConditions(requester.origin(), region));
        AccessDecision decision = AccessDecision.of(asked, caller.policies());
        return decision.allowed() ? Optional.empty() : Optional.of(AccessErrors.denied(decision.refusal(asked)));
    }
}
