package dev.millrace.stream;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public number of a record, version 2: 186 bits, 47 hexadecimal digits, written in decimal (always 56 digits).
 *
 * <pre>
 *  digits   1        9            1             16          2        9            8         1
 *        ┌─────┬────────────┬───────────┬────────────────┬──────┬──────────┬─────────────┬─────┐
 *        │ "2" │ shard      │ low digit │ record index,  │ "00" │ record   │ shard index │ "2" │
 *        │     │ created, s │ of shard  │ top bit 0      │      │ time, s  │             │     │
 *        └─────┴────────────┴───────────┴────────────────┴──────┴──────────┴─────────────┴─────┘
 * </pre>
 *
 * Strictly increasing within a shard because the record index is; clients treat it as one big integer.
 *
 * @param shardCreatedSecond epoch seconds of the shard's creation, below 2^36
 * @param shardIndex the shard's index in its stream
 * @param recordIndex see {@link RecordIndex}; not negative
 * @param second epoch seconds of the record's arrival, below 2^36
 */
public record SequenceNumber(long shardCreatedSecond, int shardIndex, long recordIndex, long second)
        implements Comparable<SequenceNumber> {
    /** The decimal digits of every number of this version. */
    public static final int DECIMAL_DIGITS = 56;

    private static final int SECOND_BITS = 36;
    private static final int INDEX_SHIFT = 80;
    private static final Pattern DECIMAL = Pattern.compile("0|([1-9]\\d{0,128})");

    /** @throws IllegalArgumentException if a field is outside its bits */
    public SequenceNumber {
        if (shardCreatedSecond >>> SECOND_BITS != 0
                || second >>> SECOND_BITS != 0
                || shardIndex < 0
                || recordIndex < 0) {
            throw new IllegalArgumentException("field out of range");
        }
    }

    /** Where a shard starts: precedes every record in it. */
    public static SequenceNumber startOf(long shardCreatedSecond, int shardIndex) {
        return new SequenceNumber(shardCreatedSecond, shardIndex, 0, shardCreatedSecond);
    }

    /** Where a closed shard ends: follows every record in it. */
    public static SequenceNumber endOf(long shardCreatedSecond, int shardIndex, long closedSecond) {
        return new SequenceNumber(shardCreatedSecond, shardIndex, RecordIndex.MAX, closedSecond);
    }

    /** Whether the text has the form that the API accepts: decimal, no leading zeros, at most 129 digits. */
    public static boolean isWellFormed(String decimal) {
        return decimal.length() <= 129 && DECIMAL.matcher(decimal).matches();
    }

    /** The fields of a version-2 number, or empty when the text is malformed or of another version. */
    public static Optional<SequenceNumber> parse(String decimal) {
        if (decimal.length() != DECIMAL_DIGITS || !isWellFormed(decimal)) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(decimal);
        if (value.bitLength() != 186 || value.shiftRight(184).intValue() != 2 || (value.intValue() & 0xf) != 2) {
            return Optional.empty();
        }
        int shardIndex = value.shiftRight(4).intValue();
        long second = value.shiftRight(36).longValue() & ((1L << SECOND_BITS) - 1);
        int zeros = value.shiftRight(72).intValue() & 0xff;
        long recordIndex = value.shiftRight(INDEX_SHIFT).longValue();
        int lowDigit = value.shiftRight(144).intValue() & 0xf;
        long created = value.shiftRight(148).longValue() & ((1L << SECOND_BITS) - 1);
        if (zeros != 0 || shardIndex < 0 || recordIndex < 0 || lowDigit != (shardIndex & 0xf)) {
            return Optional.empty();
        }
        return Optional.of(new SequenceNumber(created, shardIndex, recordIndex, second));
    }

    public BigInteger toBigInteger() {
        long top = 2L << 40 | shardCreatedSecond << 4 | (shardIndex & 0xf);
        long bottom = (long) shardIndex << 4 | 2;
        return BigInteger.valueOf(top)
                .shiftLeft(144)
                .or(BigInteger.valueOf(recordIndex).shiftLeft(INDEX_SHIFT))
                .or(BigInteger.valueOf(second).shiftLeft(36))
                .or(BigInteger.valueOf(bottom));
    }

    @Override
    public int compareTo(SequenceNumber other) {
        return toBigInteger().compareTo(other.toBigInteger());
    }

    /** The decimal form. */
    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
