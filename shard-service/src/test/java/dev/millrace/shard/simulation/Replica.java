package dev.millrace.shard.simulation;

import dev.millrace.shard.log.BlockRow;
import dev.millrace.shard.log.Bucket;
import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one of the store's replicas holds of the log. */
final class Replica {
    private final Map<ShardKey, NavigableMap<Long, Bucket>> buckets = new HashMap<>();
    private final Map<Partition, NavigableMap<Long, Row>> blocks = new HashMap<>();

    private final Map<Partition, NavigableMap<PartName, ByteBuffer>> parts = new HashMap<>();

    record Partition(ShardKey key, long bucket) {}

    record PartName(long firstIndex, int part) implements Comparable<PartName> {
        @Override
        public int compareTo(PartName other) {
            return firstIndex == other.firstIndex
                    ? Integer.compare(part, other.part)
                    : Long.compare(firstIndex, other.firstIndex);
        }
    }

    /**
     * A row of the block table. The repair of a read that did not ask for the content leaves a row without it: a trace,
     * which says that a block was written somewhere, but not what.
     */
    record Row(
            long firstIndex,
            long acknowledgedIndex,
            @Nullable BlockRow whole) {
        static Row of(BlockRow row) {
            return new Row(row.block().firstIndex(), row.block().acknowledgedIndex(), row);
        }

        Row trace() {
            return new Row(firstIndex, acknowledgedIndex, null);
        }

        Row fuller(Row other) {
            return whole == null ? other : this;
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

    NavigableMap<PartName, ByteBuffer> parts(Partition partition, long firstIndex) {
        return parts.computeIfAbsent(partition, bucket -> new TreeMap<>())
                .subMap(new PartName(firstIndex, 0), true, new PartName(firstIndex, Integer.MAX_VALUE), true);
    }

    void put(Partition partition, PartName name, ByteBuffer content) {
        parts.computeIfAbsent(partition, bucket -> new TreeMap<>()).put(name, content);
    }

    void remove(Partition partition) {
        blocks.remove(partition);
        parts.remove(partition);
    }

    void removeBucketsTo(ShardKey key, long bucket) {
        buckets(key).headMap(bucket, true).clear();
    }
}
