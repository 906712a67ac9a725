package dev.millrace.internal.key;

import dev.millrace.key.KeyState;
import java.util.Map;

/**
 * A named key in one version.
 *
 * @param awsManaged whether it was made by itself, and callers cannot change it
 * @param policy the document that says who may use it
 * @param version rises with every change of the key
 */
public record KnownKey(
        String id,
        String accountId,
        String arn,
        KeyState state,
        boolean awsManaged,
        String policy,
        Map<String, String> tags,
        long version) {
    public KnownKey {
        tags = Map.copyOf(tags);
    }

    /**
     * Makes sure that the key can encrypt and decrypt.
     *
     * @throws dev.millrace.key.KeyException Disabled or KMSInvalidState if it cannot
     */
    public void requireUsable() {
        state.requireUsable(arn);
    }
}
