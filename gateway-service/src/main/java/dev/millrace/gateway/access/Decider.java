package dev.millrace.gateway.access;

import dev.millrace.gateway.caller.AccessRights;
import dev.millrace.gateway.caller.PrincipalRights;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.policy.AccessDecision;
import dev.millrace.policy.AccessRequest;
import dev.millrace.policy.RequestContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a caller may do one thing to one resource, by all policies that apply: for every service but Kinesis, whose
 * requests have resources with several names ({@link PolicyAuthorizer}).
 */
public final class Decider {
    private final PrincipalRights rights;
    private final String region;
    private final Clock clock;

    Decider(PrincipalRights rights, String region, Clock clock) {
        this.rights = rights;
        this.region = region;
        this.clock = clock;
    }

    /**
     * Returns if the caller may.
     *
     * @param action as policies name it, {@code iam:CreateUser}
     * @param conditions what conditions may ask about this call; for a key that has no value there they get what is known of
     *     where the call comes from
     * @param denied the service's error, of the text that says why not
     * @throws dev.millrace.protocol.error.KinesisException UnrecognizedClient, if the user or role is gone since the
     *     credentials were checked
     */
    public void require(
            Requester requester,
            String action,
            ProtectedResource resource,
            RequestContext conditions,
            Function<String, ? extends RuntimeException> denied) {
        Optional<String> refusal = refusal(requester, action, resource, conditions);
        if (refusal.isPresent()) {
            throw denied.apply(refusal.get());
        }
    }

    /** Why a caller may not, as {@link #require} would say; empty if it may. */
    public Optional<String> refusal(
            Requester requester, String action, ProtectedResource resource, RequestContext conditions) {
        AccessRights caller = rights.of(requester.principal());
        AccessRequest asked = new AccessRequest(
                caller.caller(),
                action,
                resource.arn(),
                resource.account(),
                clock.instant(),
                withOrigin(conditions, OriginConditions.of(requester, region)));
        AccessDecision decision = AccessDecision.of(asked, caller.policies().withResource(resource.policy()));
        return decision.allowed() ? Optional.empty() : Optional.of(decision.refusal(asked));
    }

    private static RequestContext withOrigin(RequestContext conditions, OriginConditions origin) {
        return key -> {
            List<String> values = conditions.values(key);
            return values.isEmpty() ? origin.values(key) : values;
        };
    }
}
