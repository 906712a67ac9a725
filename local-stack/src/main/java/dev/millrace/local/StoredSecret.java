package dev.millrace.local;

import dev.millrace.masterkey.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret that programs of one stack know each other by: made once, and kept in a file that only its owner may read. */
final class StoredSecret {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 48;

    private final Path file;
    private final String text;

    private StoredSecret(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /** The one in the file, which is made if need be. */
    static StoredSecret in(Path file) {
        if (!Files.exists(file)) {
            SecretFile.write(file, RandomText.of(ALPHABET, LENGTH) + "\n");
        }
        try {
            return new StoredSecret(file, Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    Path file() {
        return file;
    }

    String text() {
        return text;
    }
}
