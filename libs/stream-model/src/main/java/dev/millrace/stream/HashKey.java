package dev.millrace.stream;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A point of the hash space: an unsigned 128-bit integer, {@code 0 .. 2^128-1}, kept as two longs so that routing a
 * record allocates no big integers.
 *
 * @param high the upper 64 bits, unsigned
 * @param low the lower 64 bits, unsigned
 */
public record HashKey(long high, long low) implements Comparable<HashKey> {
    public static final HashKey MIN = new HashKey(0, 0);
    public static final HashKey MAX = new HashKey(-1, -1);
    private static final Pattern DECIMAL = Pattern.compile("0|([1-9]\\d{0,38})");
    private static final ThreadLocal<MessageDigest> MD5 = ThreadLocal.withInitial(HashKey::newMd5);

    /** The hash of a partition key: MD5 of its UTF-8 bytes, read as an unsigned big-endian integer. */
    public static HashKey ofPartitionKey(String partitionKey) {
        return ofPartitionKey(partitionKey.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of a partition key given as its UTF-8 bytes. */
    public static HashKey ofPartitionKey(byte[] utf8) {
        return fromBytes(ByteBuffer.wrap(MD5.get().digest(utf8)));
    }

    /** Reads 16 bytes, most significant first. */
    public static HashKey fromBytes(ByteBuffer bytes) {
        return new HashKey(bytes.getLong(), bytes.getLong());
    }

    /** The key as 16 bytes, most significant first. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    /** The key of a decimal text without leading zeros, or empty when it is malformed or not below 2^128. */
    public static Optional<HashKey> parse(String decimal) {
        if (!DECIMAL.matcher(decimal).matches()) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(decimal);
        return value.bitLength() > 128 ? Optional.empty() : Optional.of(of(value));
    }

    /** @throws IllegalArgumentException if the value is outside {@code 0 .. 2^128-1} */
    public static HashKey of(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 128) {
            throw new IllegalArgumentException("outside the hash space");
        }
        return new HashKey(value.shiftRight(64).longValue(), value.longValue());
    }

    public BigInteger toBigInteger() {
        return new BigInteger(1, toBytes());
    }

    /** The next point; wraps to {@link #MIN} after {@link #MAX}. */
    public HashKey next() {
        return low == -1 ? new HashKey(high + 1, 0) : new HashKey(high, low + 1);
    }

    /** The point before; wraps to {@link #MAX} before {@link #MIN}. */
    public HashKey previous() {
        return low == 0 ? new HashKey(high - 1, -1) : new HashKey(high, low - 1);
    }

    @Override
    public int compareTo(HashKey other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
