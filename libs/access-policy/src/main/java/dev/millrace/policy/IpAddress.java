package dev.millrace.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address of IP version 4 or 6, read without asking anybody for a name. An address of version 4 is held as version 6
 * maps it, {@code ::ffff:a.b.c.d}, and so is equal to that.
 */
public record IpAddress(long high, long low) {
    /** How many bits stand before a version 4 address. */
    static final int MAPPED_PREFIX = 96;

    private static final long MAPPED = 0xffff_0000_0000L;
    private static final int GROUPS = 8;
    private static final int LONGEST = 45;

    /** Reads {@code a.b.c.d}, or the form of version 6 without brackets. */
    public static Optional<IpAddress> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (text.indexOf(':') < 0) {
            long address = version4(text);
            return address < 0 ? Optional.empty() : Optional.of(new IpAddress(0, MAPPED | address));
        }
        return Optional.ofNullable(version6(text));
    }

    /** The address of a socket, without the scope that it may have on this machine. */
    public static IpAddress of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == Integer.BYTES
                ? new IpAddress(0, MAPPED | Integer.toUnsignedLong(bytes.getInt()))
                : new IpAddress(bytes.getLong(), bytes.getLong());
    }

    boolean isVersion4() {
        return high == 0 && low >>> 32 == MAPPED >>> 32;
    }

    /** What one sender has at least: of version 4 this address, of version 6 all that begin with the same 64 bits. */
    public IpAddress ofOneSender() {
        return isVersion4() ? this : masked(Long.SIZE);
    }

    /** The address with all bits after the first few set to zero. */
    IpAddress masked(int bits) {
        return new IpAddress(high & mask(bits), low & mask(bits - Long.SIZE));
    }

    /** As conditions compare it, and people read it. */
    @Override
    public String toString() {
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
    }

    /** The 32 bits of {@code a.b.c.d}, or -1. */
    private static long version4(String text) {
        String[] bytes = text.split("\\.", -1);
        if (bytes.length != 4) {
            return -1;
        }
        long address = 0;
        for (String digits : bytes) {
            int value = number(digits, 10, 3);
            if (value < 0 || value > 255) {
                return -1;
            }
            address = address << 8 | value;
        }
        return address;
    }

    /** Groups of hexadecimal digits, of which one run of zeros may be left out, and the last two be a version 4 address. */
    private static @Nullable IpAddress version6(String text) {
        int gap = text.indexOf("::");
        int[] head = gap < 0 ? groups(text, true) : groups(text.substring(0, gap), false);
        int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2), true);
        if (head == null || tail == null) {
            return null;
        }
        int given = head.length + tail.length;
        if (gap < 0 ? given != GROUPS : given >= GROUPS) {
            return null;
        }
        long[] halves = new long[2];
        for (int i = 0; i < head.length; i++) {
            halves[i / 4] |= (long) head[i] << shift(i);
        }
        for (int i = 0; i < tail.length; i++) {
            int place = GROUPS - tail.length + i;
            halves[place / 4] |= (long) tail[i] << shift(place);
        }
        return new IpAddress(halves[0], halves[1]);
    }

    private static int shift(int group) {
        return 48 - 16 * (group % 4);
    }

    /** The groups between colons, or null if one is none; the last may be allowed to be two in the form of version 4. */
    private static int @Nullable [] groups(String text, boolean endsAddress) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] texts = text.split(":", -1);
        long mapped = endsAddress ? version4(texts[texts.length - 1]) : -1;
        int[] groups = new int[texts.length + (mapped < 0 ? 0 : 1)];
        for (int i = 0; i < groups.length; i++) {
            if (mapped >= 0 && i >= texts.length - 1) {
                groups[i] = (int) (i == texts.length ? mapped & 0xffff : mapped >>> 16);
            } else {
                groups[i] = number(texts[i], 16, 4);
            }
            if (groups[i] < 0) {
                return null;
            }
        }
        return groups;
    }

    /** The number that the digits spell, or -1. */
    private static int number(String digits, int radix, int most) {
        if (digits.isEmpty() || digits.length() > most) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
