package dev.millrace.signing;

/** Percent-encoding as signatures want it. Texts have one character for each byte. */
final class UriEncoding {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private UriEncoding() {}

    /** Appends the text with every byte encoded but {@code A-Z a-z 0-9 - _ . ~}, and the slash if so wished. */
    static void appendEncoded(String text, boolean keepSlash, ByteText to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnreserved(c) || (keepSlash && c == '/')) {
                to.append(c);
            } else {
                to.append('%').append((char) HEX[(c >> 4) & 0xf]).append((char) HEX[c & 0xf]);
            }
        }
    }

    /** The text with every well-formed percent escape replaced by its byte; others stay as they are. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                decoded.append((char) (high << 4 | low));
                i += 2;
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }

    /**
     * Appends the canonical form of a path as received: dot segments resolved, empty segments removed, and encoded once
     * more, as all services but S3 do.
     */
    static void appendCanonicalPath(String path, ByteText to) {
        int start = to.length();
        int from = 0;
        while (from < path.length()) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(from, end);
            if (segment.equals("..")) {
                to.truncate(Math.max(start, to.lastIndexOf('/', start)));
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                to.append('/');
                appendEncoded(segment, false, to);
            }
            from = end + 1;
        }
        if (to.length() == start || path.endsWith("/")) {
            to.append('/');
        }
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '~';
    }
}
