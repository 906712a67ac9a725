package dev.millrace.policy;

import java.util.Optional;

/** All addresses that begin with the same bits. */
public record IpNetwork(IpAddress first, int bits, boolean version4) implements RequestPattern {
    /** Reads {@code address/bits}, or a single address. */
    public static Optional<IpNetwork> parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        // What is written a.b.c.d counts its bits from there on.
        boolean dotted = text.indexOf(':') < 0;
        int most = dotted ? 32 : 128;
        int bits = slash < 0 ? most : bits(text.substring(slash + 1), most);
        if (bits < 0) {
            return Optional.empty();
        }
        int all = dotted ? bits + IpAddress.MAPPED_PREFIX : bits;
        boolean version4 = address.get().isVersion4() && all >= IpAddress.MAPPED_PREFIX;
        return Optional.of(new IpNetwork(address.get().masked(all), all, version4));
    }

    @Override
    public boolean matches(String text, AccessRequest request) {
        return IpAddress.parse(text).filter(this::contains).isPresent();
    }

    public boolean contains(IpAddress address) {
        return address.isVersion4() == version4 && address.masked(bits).equals(first);
    }

    private static int bits(String digits, int most) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int bits = Integer.parseInt(digits);
        return bits <= most ? bits : -1;
    }
}
