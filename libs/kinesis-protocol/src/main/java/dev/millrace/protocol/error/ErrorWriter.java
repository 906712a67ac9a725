package dev.millrace.protocol.error;

import dev.millrace.protocol.wire.EncodedBody;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import java.nio.charset.StandardCharsets;

/** The bodies of error answers. */
public final class ErrorWriter {
    private static final int NAMES_AND_BRACKETS = 96;

    private ErrorWriter() {}

    /** {@code {"__type":"<name>","message":"<text>"}}; a SerializationException spells it {@code Message}. */
    public static EncodedBody body(KinesisException error, WireFormat format) {
        String message = error.getMessage();
        WireWriter out = format.newWriter(NAMES_AND_BRACKETS + (message == null ? 0 : message.length()));
        out.beginMap();
        out.name("__type");
        out.string(error.type().wireName());
        if (message != null) {
            out.name(error.type() == ErrorType.SERIALIZATION ? "Message" : "message");
            out.string(message);
        }
        out.endMap();
        return out.finish();
    }

    /** The payload of an exception in an event stream, whose type is in the frame's header. */
    public static EncodedBody eventPayload(KinesisException error, WireFormat format) {
        String message = error.getMessage();
        WireWriter out = format.newWriter(NAMES_AND_BRACKETS + (message == null ? 0 : message.length()));
        out.beginMap();
        if (message != null) {
            out.name("message");
            out.string(message);
        }
        out.endMap();
        return out.finish();
    }

    /** The envelope of Coral's first protocol, in which AWS still answers a plain {@code application/json}. */
    public static byte[] envelope(KinesisException error) {
        String type = "com.amazon.coral.service#" + error.type().wireName();
        return ("{\"Output\":{\"__type\":\"" + type + "\"},\"Version\":\"1.0\"}").getBytes(StandardCharsets.UTF_8);
    }

    /** The XML of an answer given before the request was known to be one of this API; its texts need no escaping. */
    public static byte[] xml(KinesisException error) {
        String name = error.type().wireName();
        String message = error.getMessage();
        String xml = message == null
                ? "<" + name + "/>\n"
                : "<" + name + ">\n  <Message>" + message + "</Message>\n</" + name + ">\n";
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
