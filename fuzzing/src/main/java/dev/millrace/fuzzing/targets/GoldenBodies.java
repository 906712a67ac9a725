package dev.millrace.fuzzing.targets;

import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.wire.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** The bodies of requests that the protocol's tests hold against AWS's service model. */
final class GoldenBodies {
    private GoldenBodies() {}

    static Optional<byte[]> request(Operation operation, WireFormat format) {
        String folder = "/golden/" + operation.wireName() + "/request";
        try (InputStream in =
                GoldenBodies.class.getResourceAsStream(folder + (format == WireFormat.JSON ? ".json" : ".cbor.hex"))) {
            if (in == null) {
                return Optional.empty();
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(
                    format == WireFormat.JSON
                            ? text.strip().getBytes(StandardCharsets.UTF_8)
                            : HexFormat.of().parseHex(text.replace("\n", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
