package dev.millrace.shard.append;

import java.time.Duration;

/**
 * How appends become blocks.
 *
 * @param blockBytes a block that has so many bytes of records takes no more; a single larger record is a block of its own
 * @param blocksInFlight how many blocks of a shard are written at once
 * @param pendingBytes how many bytes of a shard may wait for being stored; a single larger append may
 * @param bucketSpan the time that a bucket covers
 * @param bucketBytes a bucket that has so many bytes is followed by another one within the same time
 * @param retryDelay how long after a failed write the same block is written again
 */
public record AppendSettings(
        int blockBytes,
        int blocksInFlight,
        long pendingBytes,
        Duration bucketSpan,
        long bucketBytes,
        Duration retryDelay) {}
