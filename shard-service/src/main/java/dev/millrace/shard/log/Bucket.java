package dev.millrace.shard.log;

import java.time.Duration;

/**
 * One Cassandra partition of a shard's log: the blocks that arrived within one window of time.
 *
 * <p>Named by the record index of its first block, so that buckets sort as their records do and never mix epochs.
 *
 * @param id the record index of the first block that it was opened for
 * @param startMillis that block's arrival time, epoch milliseconds
 */
public record Bucket(long id, long startMillis) {
    /** Whether a block that arrives then still belongs here: windows are aligned to multiples of the span. */
    public boolean takes(long arrivalMillis, Duration span) {
        return windowOf(arrivalMillis, span) == windowOf(startMillis, span);
    }

    /** No block of the bucket arrived at or after this. */
    public long endMillis(Duration span) {
        return (windowOf(startMillis, span) + 1) * span.toMillis();
    }

    private static long windowOf(long millis, Duration span) {
        return Math.floorDiv(millis, span.toMillis());
    }
}
