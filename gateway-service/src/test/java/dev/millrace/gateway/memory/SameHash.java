package dev.millrace.gateway.memory;

/** Texts that differ while their hashes do not, as those may choose who want a map of them to be slow. */
public final class SameHash {
    private static final int PAIRS = 16;

    private SameHash() {}

    /** One of 65,536. */
    public static String text(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < PAIRS; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }
}
