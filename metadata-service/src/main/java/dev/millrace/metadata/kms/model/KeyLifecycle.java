package dev.millrace.metadata.kms.model;

import dev.millrace.key.KeyState;
import java.time.Instant;
import java.util.Optional;

/** @param deletionAt when a key that is pending deletion is due */
public record KeyLifecycle(KeyState state, Optional<Instant> deletionAt) {
    public static final KeyLifecycle ENABLED = new KeyLifecycle(KeyState.ENABLED, Optional.empty());
    public static final KeyLifecycle DISABLED = new KeyLifecycle(KeyState.DISABLED, Optional.empty());

    public static KeyLifecycle pendingDeletion(Instant at) {
        return new KeyLifecycle(KeyState.PENDING_DELETION, Optional.of(at));
    }

    /** Whether the key is due, and so for nobody there any more. */
    public boolean isDue(Instant now) {
        return deletionAt.filter(at -> !at.isAfter(now)).isPresent();
    }
}
