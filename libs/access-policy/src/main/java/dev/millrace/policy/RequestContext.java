package dev.millrace.policy;

import java.util.List;

/**
 * What a service knows of a request beside its caller, action, resource and time. Asked only for what a policy asks about,
 * so that a resource's tags are looked up only then.
 */
@FunctionalInterface
public interface RequestContext {
    /** The values of a key; empty when the request has none. */
    List<String> values(ContextKey key);

    /** Knows nothing. */
    static RequestContext none() {
        return key -> List.of();
    }
}
