package dev.millrace.shard.simulation;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of indexes, as few intervals. */
final class Intervals {
    private final NavigableMap<Long, Long> ends = new TreeMap<>();

    /** @param to exclusive */
    void add(long from, long to) {
        if (to <= from) {
            return;
        }
        long start = from;
        long end = to;
        Map.Entry<Long, Long> touching = ends.floorEntry(end);
        while (touching != null && touching.getValue() >= start) {
            start = Math.min(start, touching.getKey());
            end = Math.max(end, touching.getValue());
            ends.remove(touching.getKey());
            touching = ends.floorEntry(end);
        }
        ends.put(start, end);
    }

    boolean contains(long index) {
        Map.Entry<Long, Long> floor = ends.floorEntry(index);
        return floor != null && index < floor.getValue();
    }
}
