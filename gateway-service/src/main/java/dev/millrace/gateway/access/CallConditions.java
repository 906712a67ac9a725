package dev.millrace.gateway.access;

import dev.millrace.policy.ContextKey;
import dev.millrace.policy.RequestContext;
import dev.millrace.protocol.message.KinesisRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions may ask about a call beside its caller and its time.
 *
 * @param request null for one that cannot be read
 * @param resourceTags of what it is done to
 */
record CallConditions(OriginConditions origin, @Nullable KinesisRequest request, Map<String, String> resourceTags)
        implements RequestContext {
    @Override
    public List<String> values(ContextKey key) {
        return switch (key.known()) {
            case RESOURCE_TAG -> key.among(resourceTags);
            case REQUEST_TAG -> key.among(RequestedTags.of(request).values());
            case TAG_KEYS -> RequestedTags.of(request).keys();
            default -> origin.values(key);
        };
    }
}
