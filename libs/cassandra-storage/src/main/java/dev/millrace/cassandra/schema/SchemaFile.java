package dev.millrace.cassandra.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One numbered file of a service's schema, such as {@code 0001-log.cql}.
 *
 * @param version its number; files are applied in this order
 * @param name its file name
 * @param statements its statements, each of which can be repeated without harm ({@code IF NOT EXISTS})
 */
record SchemaFile(int version, String name, List<String> statements) {

    static SchemaFile read(ClassLoader loader, String folder, String name) {
        try (InputStream stream = loader.getResourceAsStream(folder + "/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("The schema file " + folder + "/" + name + " is missing");
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new SchemaFile(versionOf(name), name, CqlStatements.split(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Recognizes a file that was changed after it was applied. Comments and the space around statements do not count. */
    String digest() {
        try {
            byte[] text = String.join(";", statements).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static int versionOf(String name) {
        if (!name.matches("\\d{4}-[a-z0-9-]+\\.cql")) {
            throw new IllegalArgumentException("A schema file is named like 0001-log.cql, not " + name);
        }
        return Integer.parseInt(name.substring(0, 4));
    }
}
