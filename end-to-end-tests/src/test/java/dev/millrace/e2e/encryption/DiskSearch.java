package dev.millrace.e2e.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks for texts in every byte of every file below a folder: tables, commit log, hints, logs. They must be random, so that no
 * compression takes them apart, and not longer than a page.
 */
final class DiskSearch {
    private static final int PAGE = 1 << 20;
    private static final int OVERLAP = 4_096;

    private DiskSearch() {}

    /** Which of the texts are in a file, each as {@code <text> in <file>}. */
    static List<String> findIn(Path folder, List<String> texts) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                search(file, texts, found);
            }
        }
        return found;
    }

    private static void search(Path file, List<String> texts, List<String> found) throws IOException {
        String kept = "";
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] page = in.readNBytes(PAGE); page.length > 0; page = in.readNBytes(PAGE)) {
                String seen = kept + new String(page, StandardCharsets.ISO_8859_1);
                texts.stream()
                        .filter(seen::contains)
                        .map(text -> text + " in " + file.getFileName())
                        .forEach(found::add);
                kept = seen.substring(Math.max(0, seen.length() - OVERLAP));
            }
        }
    }
}
