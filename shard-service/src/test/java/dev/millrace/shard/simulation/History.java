package dev.millrace.shard.simulation;

import dev.millrace.stream.ShardKey;
import java.util.ArrayList;
import java.util.List;

/** All answers of a run, shard by shard. */
final class History {
    private final List<ShardHistory> shards = new ArrayList<>();

    History(World world, int shardCount) {
        for (int i = 0; i < shardCount; i++) {
            shards.add(new ShardHistory(i, world));
        }
    }

    ShardHistory of(ShardKey key) {
        return shards.get(key.shard());
    }

    int records() {
        return shards.stream().mapToInt(ShardHistory::size).sum();
    }
}
