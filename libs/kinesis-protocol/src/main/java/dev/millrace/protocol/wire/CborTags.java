package dev.millrace.protocol.wire;

/**
 * Looks for tags upon tags, before a parser does that keeps all those of a value, in a list that it copies as it grows: some
 * kilobytes of them take it as long as megabytes of records, and a body of nothing else hours. Nobody needs more than one.
 *
 * <p>Heads are gone through one after the other, whatever is nested in what; strings are skipped. What is no CBOR is for the
 * parser to tell.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8949#section-3.4">RFC 8949, 3.4</a>
 */
final class CborTags {
    private static final int MOST = 8;

    private static final int BYTE_STRING = 2;
    private static final int TEXT_STRING = 3;
    private static final int TAG = 6;

    /** Below it the argument is in the head's first byte; above it are its lengths, and what has none. */
    private static final int ONE_BYTE = 24;

    private static final int EIGHT_BYTES = 27;

    private CborTags() {}

    /** Whether some value has more tags than any reader should follow. */
    static boolean areTooMany(byte[] body, int offset, int length) {
        int end = offset + length;
        int at = offset;
        int tags = 0;
        while (at < end) {
            int type = (body[at] & 0xff) >> 5;
            int info = body[at] & 0x1f;
            int argumentBytes = info < ONE_BYTE || info > EIGHT_BYTES ? 0 : 1 << (info - ONE_BYTE);
            at++;
            if (end - at < argumentBytes) {
                return false;
            }
            tags = type == TAG ? tags + 1 : 0;
            if (tags > MOST) {
                return true;
            }
            if ((type == BYTE_STRING || type == TEXT_STRING) && info <= EIGHT_BYTES) {
                long skipped = argumentBytes == 0 ? info : argument(body, at, argumentBytes);
                if (skipped < 0 || skipped > end - at - argumentBytes) {
                    return false;
                }
                at += (int) skipped;
            }
            at += argumentBytes;
        }
        return false;
    }

    private static long argument(byte[] body, int from, int bytes) {
        long argument = 0;
        for (int i = from; i < from + bytes; i++) {
            argument = argument << 8 | body[i] & 0xff;
        }
        return argument;
    }
}
