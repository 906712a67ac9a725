package dev.millrace.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts errors by type. Not thread-safe. */
final class Errors {
    private static final Pattern TYPE = Pattern.compile("\"__type\"\\s*:\\s*\"([^\"]+)\"");

    private final Map<String, Long> counts = new TreeMap<>();

    void add(String type) {
        counts.merge(type, 1L, Long::sum);
    }

    void addAnswer(int status, byte[] body, int length) {
        Matcher type = TYPE.matcher(new String(body, 0, length, StandardCharsets.UTF_8));
        add(type.find() ? status + " " + type.group(1) : "status " + status);
    }

    void addAll(Errors other) {
        other.counts.forEach((type, count) -> counts.merge(type, count, Long::sum));
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    @Override
    public String toString() {
        return counts.isEmpty() ? "none" : counts.toString();
    }
}
