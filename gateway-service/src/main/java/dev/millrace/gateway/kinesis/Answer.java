package dev.millrace.gateway.kinesis;

import dev.millrace.gateway.call.json.JsonAnswer;
import dev.millrace.gateway.call.query.QueryAnswer;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.ErrorWriter;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.EventFrame;
import dev.millrace.protocol.wire.EncodedBody;
import dev.millrace.protocol.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * What is sent back.
 *
 * @param contentType null when there is no body
 * @param errorType the name for {@code x-amzn-ErrorType}; null on success
 * @param close whether the connection is closed after it, because the request was not read to its end
 * @param frames what follows the head instead of a body, as it comes; null for a body
 */
record Answer(
        int status,
        @Nullable String contentType,
        ByteBuffer body,
        @Nullable String errorType,
        boolean close,
        @Nullable Flux<ByteBuffer> frames) {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final String XML = "application/xml";

    Answer(int status, @Nullable String contentType, ByteBuffer body, @Nullable String errorType, boolean close) {
        this(status, contentType, body, errorType, close, null);
    }

    static Answer success(EncodedBody body, WireFormat format) {
        return new Answer(200, format.contentType(), body.asByteBuffer(), null, false);
    }

    /** An event stream, which ends when its frames do. */
    static Answer stream(Flux<ByteBuffer> frames) {
        return new Answer(200, EventFrame.CONTENT_TYPE, NOTHING, null, false, frames);
    }

    /** An error in the request's format. Those without a format of their own are XML. */
    static Answer error(KinesisException error, WireFormat format) {
        ErrorType type = error.type();
        boolean beforeTheApi = type == ErrorType.NO_OPERATION || type == ErrorType.UNSUPPORTED_CONTENT_TYPE;
        return beforeTheApi
                ? new Answer(type.httpStatus(), XML, ByteBuffer.wrap(ErrorWriter.xml(error)), type.wireName(), false)
                : new Answer(
                        type.httpStatus(),
                        format.contentType(),
                        ErrorWriter.body(error, format).asByteBuffer(),
                        type.wireName(),
                        false);
    }

    /** An answer of a service of the Query protocol. */
    static Answer of(QueryAnswer answer) {
        ByteBuffer body = ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8));
        return new Answer(answer.status(), answer.contentType(), body, null, false);
    }

    /** An answer of another service of the JSON protocol. */
    static Answer of(JsonAnswer answer) {
        return new Answer(
                answer.status(),
                JsonAnswer.CONTENT_TYPE,
                ByteBuffer.wrap(answer.body()),
                answer.error().orElse(null),
                false);
    }

    /** The same, and the end of the connection. */
    Answer andClose() {
        return new Answer(status, contentType, body, errorType, true, frames);
    }

    /** A bare status, and the end of the connection. */
    static Answer closing(int status) {
        return new Answer(status, null, NOTHING, null, true);
    }

    static Answer empty(int status) {
        return new Answer(status, null, NOTHING, null, false);
    }
}
