package dev.millrace.e2e.history;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names a record that was sent once and never again: who sent it, and its number among the sender's. */
public record RecordId(int writer, long serial) {
    private static final Pattern HEAD = Pattern.compile("(\\d+)/(\\d+);.*", Pattern.DOTALL);

    /** Data that carries the name, filled up to a size. */
    public byte[] toData(int size) {
        String head = writer + "/" + serial + ";";
        StringBuilder data = new StringBuilder(size).append(head);
        for (long filler = serial * 31 + writer; data.length() < size; filler = filler * 6364136223846793005L + 1) {
            data.append(Long.toHexString(filler));
        }
        data.setLength(Math.max(size, head.length()));
        return data.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The name in a record's data; empty when no writer of ours can have sent it. */
    public static Optional<RecordId> fromData(byte[] data) {
        Matcher head = HEAD.matcher(new String(data, StandardCharsets.US_ASCII));
        return head.matches()
                ? Optional.of(new RecordId(Integer.parseInt(head.group(1)), Long.parseLong(head.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return writer + "/" + serial;
    }
}
