package dev.millrace.stream;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;
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
 * <p>A number can also stand between two records: "01" in place of "00" says that it comes after the record of its index.
 * No record has such a number. A reader that goes on at it, or after it, gets the record of the next index either way, and
 * that is what a subscription tells its client to go on with.
 *
 * @param shardCreatedSecond epoch seconds of the shard's creation, below 2^36
 * @param shardIndex the shard's index in its stream
 * @param recordIndex see {@link RecordIndex}; not negative
 * @param second epoch seconds of the record's arrival, below 2^36
 * @param afterRecord whether this stands after the record of the index, before the next
 */
public record SequenceNumber(
        long shardCreatedSecond, int shardIndex, long recordIndex, long second, boolean afterRecord)
        implements Comparable<SequenceNumber> {
    /** The decimal digits of every number of this version. */
    public static final int DECIMAL_DIGITS = 56;

    private static final int SECOND_BITS = 36;
    private static final int OLDEST_BITS = 185;
    private static final int OLDEST_TOP = 124;
    private static final long LAST_SECOND = 16_025_175_000L;
    private static final int INDEX_SHIFT = 80;
    private static final int AFTER_SHIFT = 72;
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

    /** The number of a record. */
    public SequenceNumber(long shardCreatedSecond, int shardIndex, long recordIndex, long second) {
        this(shardCreatedSecond, shardIndex, recordIndex, second, false);
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
        int zeros = value.shiftRight(AFTER_SHIFT).intValue() & 0xff;
        long recordIndex = value.shiftRight(INDEX_SHIFT).longValue();
        int lowDigit = value.shiftRight(144).intValue() & 0xf;
        long created = value.shiftRight(148).longValue() & ((1L << SECOND_BITS) - 1);
        if (zeros > 1 || shardIndex < 0 || recordIndex < 0 || lowDigit != (shardIndex & 0xf)) {
            return Optional.empty();
        }
        return Optional.of(new SequenceNumber(created, shardIndex, recordIndex, second, zeros == 1));
    }

    /**
     * The shard that a number of the oldest version names: its last four hexadecimal digits of 32. Empty when the text is a number of
     * another version, or dated beyond what numbers can be.
     */
    public static OptionalInt shardOfOldestVersion(String decimal) {
        BigInteger value = isWellFormed(decimal) ? new BigInteger(decimal) : BigInteger.ONE.negate();
        if (value.signum() < 0 || value.bitLength() > OLDEST_BITS) {
            return OptionalInt.empty();
        }
        String hex = (value.bitLength() <= OLDEST_TOP ? value.setBit(OLDEST_TOP) : value).toString(16);
        boolean dated = Long.parseLong(hex.substring(1, 10), 16) >= LAST_SECOND;
        return dated ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(hex.substring(28, 32), 16));
    }

    /** Where a reader begins that is to go on at this number, the record that has it included. */
    public long indexAt() {
        return afterRecord ? indexAfter() : recordIndex;
    }

    /** Where a reader begins that is to go on after this number. */
    public long indexAfter() {
        return recordIndex == RecordIndex.MAX ? recordIndex : recordIndex + 1;
    }

    public BigInteger toBigInteger() {
        long top = 2L << 40 | shardCreatedSecond << 4 | (shardIndex & 0xf);
        long bottom = (long) shardIndex << 4 | 2;
        return BigInteger.valueOf(top)
                .shiftLeft(144)
                .or(BigInteger.valueOf(recordIndex).shiftLeft(INDEX_SHIFT))
                .or(BigInteger.valueOf(afterRecord ? 1 : 0).shiftLeft(AFTER_SHIFT))
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
