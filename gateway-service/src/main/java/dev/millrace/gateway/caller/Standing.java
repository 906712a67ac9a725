package dev.millrace.gateway.caller;

import java.time.Instant;
import java.util.Optional;

/** Whether what a caller was let in by lets it in still: asked again and again while something of the caller's stays open. */
@FunctionalInterface
public interface Standing {
    /** @throws dev.millrace.protocol.error.KinesisException if it does not, as a new request would be refused */
    void require();

    /** When it began; empty if nobody knows, or it has always been. */
    default Optional<Instant> beganAt() {
        return Optional.empty();
    }

    /** When it ends by itself; empty if it does not. */
    default Optional<Instant> endsAt() {
        return Optional.empty();
    }
}
