package dev.millrace.protocol.message;

import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireReader;
import dev.millrace.protocol.wire.WireTypeException;
import tools.jackson.core.JacksonException;

/** Bodies to typed requests. Reads the whole body, so that a malformed one is known as such whatever else is wrong. */
public final class RequestDecoder {

    private RequestDecoder() {}

    /** Reads a body; never throws for anything that the body holds. */
    public static Decoded decode(Operation operation, WireFormat format, byte[] body, int offset, int length) {
        if (!format.mayBeParsed(body, offset, length)) {
            return Decoded.MALFORMED;
        }
        try (WireReader in = WireReader.open(format, body, offset, length)) {
            try {
                in.begin();
                KinesisRequest request = operation.read(in);
                return in.isWellFormedToTheEnd() ? new Decoded.Typed(request) : Decoded.MALFORMED;
            } catch (WireTypeException e) {
                return in.isWellFormedToTheEnd()
                        ? new Decoded.Mistyped(RequestErrors.wrongType(e.getMessage()))
                        : Decoded.MALFORMED;
            }
        } catch (JacksonException e) {
            return Decoded.MALFORMED;
        }
    }

    /** Whether the body parses at all, which comes before the question of the operation. */
    public static boolean isWellFormed(WireFormat format, byte[] body, int offset, int length) {
        if (!format.mayBeParsed(body, offset, length)) {
            return false;
        }
        try (WireReader in = WireReader.open(format, body, offset, length)) {
            in.begin();
            return in.isWellFormedToTheEnd();
        } catch (JacksonException e) {
            return false;
        }
    }
}
