package dev.millrace.benchmarks.load;

import java.util.Arrays;

/** The fingerprints of the records of each shard, as many as memory holds: 8 bytes for each. Not thread-safe. */
final class ShardFingerprints {
    private final long[][] values;
    private final int[] counts;

    ShardFingerprints(int shards) {
        values = new long[shards][1024];
        counts = new int[shards];
    }

    void add(int shard, long fingerprint) {
        if (counts[shard] == values[shard].length) {
            values[shard] = Arrays.copyOf(values[shard], counts[shard] * 2);
        }
        values[shard][counts[shard]++] = fingerprint;
    }

    void addAll(ShardFingerprints other) {
        for (int shard = 0; shard < counts.length; shard++) {
            for (int i = 0; i < other.counts[shard]; i++) {
                add(shard, other.values[shard][i]);
            }
        }
    }

    int count(int shard) {
        return counts[shard];
    }

    long total() {
        return Arrays.stream(counts).asLongStream().sum();
    }

    long[] sorted(int shard) {
        long[] sorted = Arrays.copyOf(values[shard], counts[shard]);
        Arrays.sort(sorted);
        return sorted;
    }
}
