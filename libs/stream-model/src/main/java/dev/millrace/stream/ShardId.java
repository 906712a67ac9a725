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

    /** The index named by a shard id in its one canonical form, or empty when the text has another form. */
    public static OptionalInt parseIndex(String text) {
        if (text.length() != PREFIX.length() + DIGITS || !text.startsWith(PREFIX)) {
            return OptionalInt.empty();
        }
        long index = 0;
        for (int i = PREFIX.length(); i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return OptionalInt.empty();
            }
            index = index * 10 + (digit - '0');
        }
        return index <= Integer.MAX_VALUE ? OptionalInt.of((int) index) : OptionalInt.empty();
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
