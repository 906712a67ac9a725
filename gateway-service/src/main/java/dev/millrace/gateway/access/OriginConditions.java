package dev.millrace.gateway.access;

import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.policy.ContextKey;
import dev.millrace.policy.RequestContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What conditions may ask about any request, whatever it is about. The address of what came by an endpoint is under a name
 * of its own, as on AWS: addresses behind an endpoint are private, and mean nothing to a policy that lists public ones.
 *
 * @param sessionBegan when the session or token of the request began; empty for a key without an end
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip">aws:SourceIp</a>
 */
public record OriginConditions(RequestOrigin origin, String region, Optional<Instant> sessionBegan)
        implements RequestContext {
    private static final String FALSE = "false";

    /** Those of the caller, with its session's. */
    public static OriginConditions of(Requester requester, String region) {
        return new OriginConditions(requester.origin(), region, requester.beganAt());
    }

    @Override
    public List<String> values(ContextKey key) {
        return switch (key.known()) {
            case SOURCE_IP -> origin.endpoint().isEmpty() ? one(origin.sourceIp()) : List.of();
            case VPC_SOURCE_IP -> origin.endpoint().isPresent() ? one(origin.sourceIp()) : List.of();
            case SOURCE_VPCE -> one(origin.endpoint());
            case USER_AGENT -> one(origin.userAgent());
            case SECURE_TRANSPORT -> List.of(Boolean.toString(origin.secure()));
            case REQUESTED_REGION -> List.of(region);
            case TOKEN_ISSUE_TIME -> one(sessionBegan.map(Instant::toString));
            // Only temporary credentials say so, as on AWS; there are no devices to authenticate with.
            case MFA_PRESENT -> one(sessionBegan.map(began -> FALSE));
            case VIA_AWS_SERVICE -> List.of(FALSE);
            default -> List.of();
        };
    }

    private static List<String> one(Optional<String> value) {
        return value.map(List::of).orElse(List.of());
    }
}
