package dev.millrace.stream;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The hash keys from {@code start} to {@code end}, both included, that a shard takes. */
public record HashKeyRange(HashKey start, HashKey end) {
    private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(128);

    /** The whole hash space. */
    public static final HashKeyRange ALL = new HashKeyRange(HashKey.MIN, HashKey.MAX);

    /** @throws IllegalArgumentException if the range would be empty */
    public HashKeyRange {
        if (start.compareTo(end) > 0) {
            throw new IllegalArgumentException("empty hash key range");
        }
    }

    /**
     * The ranges of a new stream's shards: each {@code floor(2^128 / count)} wide, the last one to the end of the space.
     *
     * @param count at least 1
     */
    public static List<HashKeyRange> uniform(int count) {
        BigInteger width = SPACE.divide(BigInteger.valueOf(count));
        List<HashKeyRange> ranges = new ArrayList<>(count);
        HashKey start = HashKey.MIN;
        for (int i = 1; i <= count; i++) {
            HashKey next = i == count ? HashKey.MIN : HashKey.of(width.multiply(BigInteger.valueOf(i)));
            ranges.add(new HashKeyRange(start, next.previous()));
            start = next;
        }
        return List.copyOf(ranges);
    }

    public boolean contains(HashKey key) {
        return start.compareTo(key) <= 0 && key.compareTo(end) <= 0;
    }

    /** Whether the other range begins right where this one ends. */
    public boolean isFollowedBy(HashKeyRange other) {
        return !end.equals(HashKey.MAX) && end.next().equals(other.start);
    }

    @Override
    public String toString() {
        return "[" + start + ", " + end + "]";
    }
}
