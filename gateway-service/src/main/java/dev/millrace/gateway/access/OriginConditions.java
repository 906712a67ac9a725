package dev.millrace.gateway.access;

import dev.millrace.gateway.request.RequestOrigin;
import dev.millrace.policy.ContextKey;
import dev.millrace.policy.RequestContext;
import java.util.List;
import java.util.Optional;

/** What conditions may ask about any request, whatever it is about. */
public record OriginConditions(RequestOrigin origin, String region) implements RequestContext {
    @Override
    public List<String> values(ContextKey key) {
        return switch (key.known()) {
            case SOURCE_IP -> one(origin.sourceIp());
            case USER_AGENT -> one(origin.userAgent());
            case SECURE_TRANSPORT -> List.of(Boolean.toString(origin.secure()));
            case REQUESTED_REGION -> List.of(region);
            default -> List.of();
        };
    }

    private static List<String> one(Optional<String> value) {
        return value.map(List::of).orElse(List.of());
    }
}
