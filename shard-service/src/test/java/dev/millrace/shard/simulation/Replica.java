package dev.millrace.shard.simulation;

import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.log.StoredBlock;
import dev.millrace.stream.ShardKey;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one of the store's replicas holds of the log. */
final class Replica {
    private final Map<ShardKey, NavigableMap<Long, Bucket>> buckets = new HashMap<>();
    private final Map<Partition, NavigableMap<Long, Row>> blocks = new HashMap<>();

    record Partition(ShardKey key, long bucket) {}

    /**
     * A row of the block table. The repair of a read that did not ask for the content leaves a row without it: a trace,
     * which says that a block was written somewhere, but not what.
     */
    record Row(
            long firstIndex,
            long acknowledgedIndex,
            @Nullable StoredBlock block) {
        static Row of(StoredBlock block) {
            return new Row(block.firstIndex(), block.acknowledgedIndex(), block);
        }

        Row trace() {
            return new Row(firstIndex, acknowledgedIndex, null);
        }

        Row fuller(Row other) {
            return block == null ? other : this;
        }
    }

    NavigableMap<Long, Bucket> buckets(ShardKey key) {
        return buckets.computeIfAbsent(key, shard -> new TreeMap<>());
    }

    NavigableMap<Long, Row> blocks(Partition partition) {
        return blocks.computeIfAbsent(partition, bucket -> new TreeMap<>());
    }

    void put(ShardKey key, Bucket bucket) {
        buckets(key).put(bucket.id(), bucket);
    }

    void put(Partition partition, Row row) {
        blocks(partition).merge(row.firstIndex(), row, Row::fuller);
    }

    void remove(Partition partition) {
        blocks.remove(partition);
    }

    void removeBucket(ShardKey key, long bucket) {
        buckets(key).remove(bucket);
    }
}
