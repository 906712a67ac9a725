package dev.millrace.e2e.libraries;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the tests put: numbered for each key, so that loss, repetition and disorder all show.
 *
 * @param number rises by one with each record of the key, from 0
 */
record UserRecord(String key, int number) {
    private static final String PADDING = "x".repeat(80);

    ByteBuffer data() {
        return ByteBuffer.wrap((key + " " + number + " " + PADDING).getBytes(StandardCharsets.UTF_8));
    }

    static UserRecord parse(ByteBuffer data) {
        String[] parts =
                StandardCharsets.UTF_8.decode(data.duplicate()).toString().split(" ", -1);
        return new UserRecord(parts[0], Integer.parseInt(parts[1]));
    }
}
