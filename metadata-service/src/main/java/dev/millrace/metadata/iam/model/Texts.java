package dev.millrace.metadata.iam.model;

import java.util.Map;

/** About how much memory texts take: most of them hold a byte for each character. */
final class Texts {
    private Texts() {}

    static long bytes(Map<String, String> texts) {
        return texts.entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }
}
