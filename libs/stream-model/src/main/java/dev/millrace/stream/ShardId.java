package dev.millrace.stream;

import java.util.OptionalInt;

/** {@code shardId-} and a 12-digit index that rises per stream and is never reused. */
public record ShardId(int index) implements Comparable<ShardId> {
    private static final String PREFIX = "shardId-";
    private static final int DIGITS = 12;

    /** @throws IllegalArgumentException if the index is negative */
    public ShardId {
        if (index < 0) {
            throw new IllegalArgumentException("negative shard index");
        }
    }

    /**
     * The index that a text names: as AWS reads it, the number behind its first hyphen, or the whole of a text without one. Empty when
     * that is no number, or one beyond those of shards.
     */
    public static OptionalInt parseIndex(String text) {
        int from = text.indexOf('-') + 1;
        if (from == text.length()) {
            return OptionalInt.empty();
        }
        long index = 0;
        for (int i = from; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return OptionalInt.empty();
            }
            index = index * 10 + (digit - '0');
            if (index > Integer.MAX_VALUE) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of((int) index);
    }

    @Override
    public int compareTo(ShardId other) {
        return Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
        String digits = Integer.toString(index);
        return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
    }
}
