package dev.millrace.protocol.message;

import dev.millrace.protocol.wire.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Bodies as they are on the wire, one folder an operation. They were made from the AWS service model by an encoder that
 * shares nothing with ours; CBOR is kept as hexadecimal digits, so that a change can be read.
 */
final class GoldenFiles {
    private GoldenFiles() {}

    static byte[] read(String operation, String kind, WireFormat format) {
        String name = operation + "/" + kind + (format == WireFormat.JSON ? ".json" : ".cbor.hex");
        String text = text(name);
        return format == WireFormat.JSON
                ? text.strip().getBytes(StandardCharsets.UTF_8)
                : HexFormat.of().parseHex(text.replace("\n", ""));
    }

    private static String text(String name) {
        try (InputStream in = GoldenFiles.class.getResourceAsStream("/golden/" + name)) {
            if (in == null) {
                throw new AssertionError("no golden file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
