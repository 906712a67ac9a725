package dev.millrace.shard.retention;

import java.time.Instant;

/** What has become of a stream that this instance does not know. */
sealed interface StreamFate {
    /** It is there after all. */
    record Exists() implements StreamFate {}

    /** It was removed: that is recorded, and nobody can use its id again. */
    record Removed(Instant at) implements StreamFate {}

    /** Nobody can tell; so everything of it stays. */
    record Unknown() implements StreamFate {}
}
