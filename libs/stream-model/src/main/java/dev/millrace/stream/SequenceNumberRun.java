package dev.millrace.stream;

import java.nio.charset.StandardCharsets;

/**
 * The decimal sequence numbers of consecutive records that arrived in the same second, without a big-integer division
 * for each: two neighbours differ by exactly 2^80, which is added to the decimal digits in place.
 *
 * <p>Not thread-safe; made for one pass over a block.
 */
public final class SequenceNumberRun {
    private static final byte[] STEP = digits("1208925819614629174706176"); // 2^80

    private final byte[] current;

    /** A run that stands on the given number. */
    public SequenceNumberRun(SequenceNumber first) {
        this.current = first.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The current number as {@link SequenceNumber#DECIMAL_DIGITS} ASCII digits; valid until {@link #advance()}. */
    public byte[] ascii() {
        return current;
    }

    /** Moves on to the next record's number. */
    public void advance() {
        int carry = 0;
        int to = current.length - 1;
        for (int from = STEP.length - 1; from >= 0; from--, to--) {
            int digit = current[to] + STEP[from] + carry;
            carry = digit > '9' ? 1 : 0;
            current[to] = (byte) (digit - 10 * carry);
        }
        for (; carry == 1; to--) {
            int digit = current[to] + 1;
            carry = digit > '9' ? 1 : 0;
            current[to] = (byte) (digit - 10 * carry);
        }
    }

    private static byte[] digits(String decimal) {
        byte[] digits = new byte[decimal.length()];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) (decimal.charAt(i) - '0');
        }
        return digits;
    }

    @Override
    public String toString() {
        return new String(current, StandardCharsets.US_ASCII);
    }
}
