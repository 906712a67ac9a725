package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_CREATION_TIMESTAMP;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;
import static dev.millrace.protocol.wire.Member.STREAM_STATUS;

import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamStatus;
import java.time.Instant;

/**
 * A stream in the answer of ListStreams.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamSummary.html">StreamSummary</a>
 */
public record StreamSummary(StreamArn streamArn, StreamStatus status, StreamMode mode, Instant createdAt) {
    void writeTo(WireWriter out) {
        out.beginMap();
        out.member(STREAM_NAME, streamArn.name().value());
        out.member(STREAM_ARN, streamArn.toString());
        out.member(STREAM_STATUS, status);
        StreamModeElement.write(mode, out);
        out.member(STREAM_CREATION_TIMESTAMP, createdAt);
        out.endMap();
    }
}
