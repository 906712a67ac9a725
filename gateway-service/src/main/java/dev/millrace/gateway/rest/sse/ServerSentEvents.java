package dev.millrace.gateway.rest.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the text of events.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class ServerSentEvents {
    private static final byte[] DATA = ascii("data: ");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** An event with data, which may have line breaks. */
    void event(@Nullable String id, String type, byte[] data) {
        id(id);
        line("event: " + type);
        out.writeBytes(DATA);
        for (int i = 0; i < data.length; i++) {
            if (data[i] == '\n') {
                out.write('\n');
                out.writeBytes(DATA);
            } else if (data[i] != '\r') {
                out.write(data[i]);
            }
        }
        line("");
        line("");
    }

    /** Nothing for the page, but the connection is alive and the id moves on. */
    void heartbeat(@Nullable String id) {
        line(": alive");
        id(id);
        line("");
    }

    private void id(@Nullable String id) {
        if (id != null) {
            line("id: " + id);
        }
    }

    private void line(String text) {
        out.writeBytes(ascii(text));
        out.write('\n');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
