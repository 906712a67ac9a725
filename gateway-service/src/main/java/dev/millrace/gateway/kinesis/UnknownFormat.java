package dev.millrace.gateway.kinesis;

import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.front.request.RequestBody;
import dev.millrace.protocol.error.ErrorWriter;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.RequestDecoder;
import dev.millrace.protocol.wire.WireFormat;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a request is answered with whose content type is neither of the two that the API has. No SDK sends one; a person with
 * another tool may.
 */
record UnknownFormat(KinesisException error, Answer answer) {
    private static final String TARGET = "x-amz-target";
    private static final String PLAIN_JSON = "application/json";
    private static final int OK = 200;

    static UnknownFormat of(ReceivedRequest request, Optional<Operation> operation) {
        RequestBody body = request.content();
        if (body.isEmpty()) {
            return written(
                    operation.isPresent() ? RequestErrors.malformedBody() : RequestErrors.unknownOperation(),
                    WireFormat.CBOR);
        }
        if (isPlainJson(request)) {
            boolean parses = RequestDecoder.isWellFormed(WireFormat.JSON, body.bytes(), 0, body.length());
            return enveloped(parses ? RequestErrors.unknownOperation() : RequestErrors.malformedBody());
        }
        return written(
                request.headers().contains(TARGET)
                        ? RequestErrors.unsupportedContentType()
                        : RequestErrors.noOperation(),
                WireFormat.JSON);
    }

    private static boolean isPlainJson(ReceivedRequest request) {
        String contentType = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        return contentType.split(";", 2)[0].strip().equalsIgnoreCase(PLAIN_JSON);
    }

    private static UnknownFormat written(KinesisException error, WireFormat format) {
        return new UnknownFormat(error, Answer.error(error, format));
    }

    /** With the status that AWS has for it, strange as it is. */
    private static UnknownFormat enveloped(KinesisException error) {
        ByteBuffer body = ByteBuffer.wrap(ErrorWriter.envelope(error));
        return new UnknownFormat(
                error, new Answer(OK, PLAIN_JSON, body, error.type().wireName(), false));
    }
}
