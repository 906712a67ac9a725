package dev.millrace.gateway.caller;

import dev.millrace.protocol.error.RequestErrors;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Whether what is known of identities is fresh enough to let anybody in by it. A key that was turned off, or a right that was taken
 * away, must not hold for as long as nothing can be heard of it.
 */
public final class IdentityFreshness {
    private final Predicate<Duration> knownSince;
    private final Duration longest;

    /**
     * @param knownSince whether everything is known that there was so long ago
     * @param longest how old it may be
     */
    public IdentityFreshness(Predicate<Duration> knownSince, Duration longest) {
        this.knownSince = knownSince;
        this.longest = longest;
    }

    boolean isFresh() {
        return knownSince.test(longest);
    }

    /** @throws dev.millrace.protocol.error.KinesisException InternalFailure, so that the caller tries again, if it is not */
    public void require() {
        if (!isFresh()) {
            throw RequestErrors.internalFailure();
        }
    }
}
