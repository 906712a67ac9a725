package dev.millrace.cassandra.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds in Cassandra's logs why it did not start: the first error, or else the last lines. */
final class StartupFailure {

    private static final int LINES = 12;

    private final Path console;

    StartupFailure(Path console) {
        this.console = console;
    }

    String describe() {
        return "Its logs are in " + console.getParent() + ".\nConsole:\n" + excerpt(console) + "\nLog:\n"
                + excerpt(console.resolveSibling("system.log"));
    }

    private static String excerpt(Path file) {
        List<String> lines = linesOf(file);
        int first = firstError(lines);
        int from = first >= 0 ? first : Math.max(0, lines.size() - LINES);
        return String.join("\n", lines.subList(from, Math.min(lines.size(), from + LINES)));
    }

    private static int firstError(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(" ERROR ") || lines.get(i).startsWith("Error")) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of("(" + file.getFileName() + " cannot be read)");
        }
    }
}
