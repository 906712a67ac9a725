package dev.millrace.metadata.kms.model;

import java.util.Map;

/**
 * What callers say of a key.
 *
 * @param policy the document that says who may use it
 */
public record KeyTraits(String description, String policy, Map<String, String> tags) {
    public KeyTraits {
        tags = Map.copyOf(tags);
    }

    public KeyTraits withDescription(String changed) {
        return new KeyTraits(changed, policy, tags);
    }

    public KeyTraits withPolicy(String changed) {
        return new KeyTraits(description, changed, tags);
    }

    public KeyTraits withTags(Map<String, String> changed) {
        return new KeyTraits(description, policy, changed);
    }

    long bytes() {
        return description.length()
                + policy.length()
                + tags.entrySet().stream()
                        .mapToLong(tag -> tag.getKey().length() + tag.getValue().length())
                        .sum();
    }
}
