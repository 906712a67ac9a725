package dev.millrace.fuzzing.targets;

import dev.millrace.signing.SignableRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as lines: method, path, query, headers each on its own with a colon, an empty line, and the body.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TextRequest(String method, String path, String query, Map<String, List<String>> values, byte[] body)
        implements SignableRequest {
    private static final String LINE = "\n";

    static byte[] of(String method, String path, String query, Map<String, String> headers, byte[] body) {
        StringBuilder text = new StringBuilder(String.join(LINE, method, path, query, ""));
        headers.forEach(
                (name, value) -> text.append(name).append(':').append(value).append(LINE));
        text.append(LINE).append(new String(body, StandardCharsets.ISO_8859_1));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static TextRequest parse(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(LINE + LINE);
        String head = end < 0 ? text : text.substring(0, end);
        String body = end < 0 ? "" : text.substring(end + 2);
        String[] lines = head.split(LINE, -1);
        Map<String, List<String>> values = new TreeMap<>();
        for (int i = 3; i < lines.length; i++) {
            int colon = lines[i].indexOf(':', 1);
            if (colon > 0) {
                values.computeIfAbsent(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(lines[i].substring(colon + 1));
            }
        }
        return new TextRequest(
                line(lines, 0), line(lines, 1), line(lines, 2), values, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String line(String[] lines, int number) {
        return number < lines.length ? lines[number] : "";
    }

    @Override
    public List<String> headers(String name) {
        return values.getOrDefault(name, List.of());
    }

    @Override
    public int bodyLength() {
        return body.length;
    }
}
