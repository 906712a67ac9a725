package dev.millrace.stream;

import java.time.Instant;

/** Where a reader of a shard begins. */
public sealed interface StartPosition {
    /** The oldest record there is. */
    record TrimHorizon() implements StartPosition {}

    /** What is put from now on. */
    record Latest() implements StartPosition {}

    /** The first record that arrived at or after a time. */
    record AtTimestamp(Instant time) implements StartPosition {}

    /** A record index, inclusive. */
    record AtIndex(long index) implements StartPosition {}
}
