package dev.millrace.metadata.stream.storage;

import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Duration;

/** The rows of the table {@code streams} that say what was removed. Their names come after those of all streams. */
final class RemovalRows {
    /** Follows every character that a stream's name may have. */
    static final String FIRST = "~";

    /** Far longer than anybody waits before removing what is left of a stream. */
    static final Duration KEPT = Duration.ofDays(90);

    private RemovalRows() {}

    static String nameOf(StreamId removed) {
        return FIRST + "id/" + removed.value();
    }

    static String nameOf(StreamName removed) {
        return FIRST + "name/" + removed.value();
    }
}
