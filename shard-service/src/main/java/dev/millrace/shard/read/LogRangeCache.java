package dev.millrace.shard.read;

import dev.millrace.stream.ShardKey;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was read from the store lately, over all shards, bounded in bytes, the least recently used given up first: readers
 * of the same range share it. Thread-safe; the critical sections are a few map operations.
 *
 * <p>A range holds only what is visible for good, so it stays true whatever happens to the shard later.
 */
public final class LogRangeCache {
    private final long limitBytes;
    private final Map<Place, LogRange> byUse = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<ShardKey, NavigableMap<Long, LogRange>> byPlace = new HashMap<>();
    private long bytes;

    public LogRangeCache(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    private record Place(ShardKey key, long fromIndex) {}

    /** The range that holds an index. */
    synchronized Optional<LogRange> find(ShardKey key, long index) {
        NavigableMap<Long, LogRange> ofShard = byPlace.get(key);
        Map.Entry<Long, LogRange> floor = ofShard == null ? null : ofShard.floorEntry(index);
        if (floor == null || !floor.getValue().holds(index)) {
            return Optional.empty();
        }
        return Optional.ofNullable(byUse.get(new Place(key, floor.getKey())));
    }

    /** Keeps a range, unless it is larger than everything that may be kept. */
    synchronized void add(ShardKey key, LogRange range) {
        if (range.memoryBytes() > limitBytes) {
            return;
        }
        LogRange replaced = byUse.put(new Place(key, range.fromIndex()), range);
        byPlace.computeIfAbsent(key, shard -> new TreeMap<>()).put(range.fromIndex(), range);
        bytes += range.memoryBytes() - (replaced == null ? 0 : replaced.memoryBytes());
        Iterator<Map.Entry<Place, LogRange>> oldest = byUse.entrySet().iterator();
        while (bytes > limitBytes) {
            Map.Entry<Place, LogRange> entry = oldest.next();
            bytes -= entry.getValue().memoryBytes();
            oldest.remove();
            removeFromPlaces(entry.getKey());
        }
    }

    private void removeFromPlaces(Place place) {
        byPlace.computeIfPresent(place.key, (key, ofShard) -> {
            ofShard.remove(place.fromIndex);
            return ofShard.isEmpty() ? null : ofShard;
        });
    }

    public synchronized long usedBytes() {
        return bytes;
    }
}
