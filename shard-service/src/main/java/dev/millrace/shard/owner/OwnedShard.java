package dev.millrace.shard.owner;

import dev.millrace.shard.append.ShardAppender;
import dev.millrace.shard.append.ShardTail;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.read.ShardReader;
import dev.millrace.shard.throughput.ShardThroughput;

/** A shard that this instance owns under one epoch. Lives on the shard's loop. */
public record OwnedShard(
        Lease lease,
        int epoch,
        ShardAppender appender,
        ShardReader reader,
        ShardTail tail,
        ShardThroughput throughput) {
    public boolean isUsable() {
        return lease.isValid();
    }

    /** Acknowledges nothing more, frees its memory, and sends its subscribers to the next owner. */
    void close() {
        appender.close();
        tail.close();
    }
}
