package dev.millrace.gateway.iam.sts;

import dev.millrace.identity.IdentityErrors;
import java.time.Duration;

/** How long sessions may last. */
final class SessionLength {
    static final Duration SHORTEST = Duration.ofMinutes(15);

    private SessionLength() {}

    /** A length that a caller asks for, or a ValidationError. */
    static Duration require(int seconds, Duration longest) {
        Duration length = Duration.ofSeconds(seconds);
        if (length.compareTo(SHORTEST) < 0) {
            throw IdentityErrors.constraint(
                    "durationSeconds", "Member must have value greater than or equal to " + SHORTEST.toSeconds());
        }
        if (length.compareTo(longest) > 0) {
            throw IdentityErrors.constraint(
                    "durationSeconds", "Member must have value less than or equal to " + longest.toSeconds());
        }
        return length;
    }
}
