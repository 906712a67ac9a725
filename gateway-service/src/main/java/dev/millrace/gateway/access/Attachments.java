package dev.millrace.gateway.access;

import dev.millrace.policy.ResourcePolicy;
import java.util.Map;
import java.util.Optional;

/**
 * What is attached to a resource that has a say in who may use it.
 *
 * @param exists whether there is such a resource; names of what is not there are for callers to make up
 * @param weight about how many bytes it takes to keep
 */
record Attachments(Map<String, String> tags, Optional<ResourcePolicy> policy, boolean exists, int weight) {
    static final Attachments NONE = new Attachments(Map.of(), Optional.empty(), false, 0);
}
