package dev.millrace.shard.lifecycle;

import dev.millrace.shard.log.StoredBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One shard as it really went. */
final class ShardTruth {
    private final NavigableMap<Long, Long> acknowledgedAt = new TreeMap<>();
    /** Of each bucket the first index of each block and the one after its last. */
    private final Map<Long, Map<Long, Long>> blocks = new HashMap<>();

    private final Set<Long> removed = new HashSet<>();
    private int lastEpoch;
    private boolean sealed;
    private long closedAt = -1;

    /** @return whether the epoch is a new one */
    boolean open(int epoch) {
        boolean rises = epoch > lastEpoch;
        lastEpoch = Math.max(lastEpoch, epoch);
        return rises;
    }

    void seal() {
        sealed = true;
    }

    boolean isSealed() {
        return sealed;
    }

    void closed(long now) {
        closedAt = closedAt < 0 ? now : closedAt;
    }

    long closedAt() {
        return closedAt;
    }

    void write(long bucket, StoredBlock block) {
        blocks.computeIfAbsent(bucket, first -> new HashMap<>()).put(block.firstIndex(), block.endIndex());
    }

    /** @return whether the indexes are new ones, and may be given */
    boolean acknowledge(long firstIndex, int count, long now) {
        boolean legal = !sealed && (acknowledgedAt.isEmpty() || acknowledgedAt.lastKey() < firstIndex);
        for (int i = 0; i < count; i++) {
            acknowledgedAt.put(firstIndex + i, now);
        }
        return legal;
    }

    long acknowledgedAt(long index) {
        return acknowledgedAt.get(index);
    }

    int acknowledgedCount() {
        return acknowledgedAt.size();
    }

    long lastAcknowledgedAt() {
        return acknowledgedAt.isEmpty() ? 0 : acknowledgedAt.lastEntry().getValue();
    }

    void remove(long bucket) {
        removed.add(bucket);
    }

    /** Those that hold acknowledged records and were not removed. */
    Stream<Long> buckets() {
        return blocks.keySet().stream()
                .filter(bucket ->
                        !removed.contains(bucket) && !acknowledgedIn(bucket).isEmpty());
    }

    List<Long> acknowledgedIn(long bucket) {
        return blocks.getOrDefault(bucket, Map.of()).entrySet().stream()
                .flatMap(block -> acknowledgedAt.subMap(block.getKey(), block.getValue()).keySet().stream())
                .toList();
    }
}
