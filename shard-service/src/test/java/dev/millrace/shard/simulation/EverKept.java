package dev.millrace.shard.simulation;

import dev.millrace.shard.owner.ShardFacts;
import dev.millrace.stream.ShardKey;
import java.time.Duration;

/** Shards that have always been there, of streams that keep everything. */
enum EverKept implements ShardFacts {
    FACTS;

    @Override
    public Duration retention(ShardKey key) {
        return Duration.ofDays(36_500);
    }

    @Override
    public long openedAtMillis(ShardKey key) {
        return 0;
    }
}
