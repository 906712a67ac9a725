package dev.millrace.stream;

/**
 * The position of a record in its shard: a 63-bit number made of {@code epoch (23 bits) | counter (40 bits)}.
 *
 * <p>The epoch rises with each lease owner, so a new owner continues above every number an old one can have given,
 * without reading anything. Within an epoch the indexes are consecutive from {@link #firstOf}. Kept as a bare
 * {@code long} on hot paths; this class names its parts.
 *
 * @see SequenceNumber
 */
public final class RecordIndex {
    public static final int COUNTER_BITS = 40;
    public static final int MAX_EPOCH = (1 << 23) - 1;

    /** In the ending sequence number of a closed shard; never given to a record. */
    public static final long MAX = Long.MAX_VALUE;

    private RecordIndex() {}

    /** The first index of an epoch, 1 to {@link #MAX_EPOCH}; epoch 0 is never owned, index 0 names a shard's creation. */
    public static long firstOf(int epoch) {
        if (epoch < 0 || epoch > MAX_EPOCH) {
            throw new IllegalArgumentException("epoch out of range: " + epoch);
        }
        return (long) epoch << COUNTER_BITS;
    }

    public static int epochOf(long index) {
        return (int) (index >>> COUNTER_BITS);
    }

    public static long counterOf(long index) {
        return index & ((1L << COUNTER_BITS) - 1);
    }
}
