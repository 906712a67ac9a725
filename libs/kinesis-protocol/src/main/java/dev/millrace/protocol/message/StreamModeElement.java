package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.STREAM_MODE;
import static dev.millrace.protocol.wire.Member.STREAM_MODE_DETAILS;

import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.StreamMode;

/**
 * The mode of a stream, in the structure around it.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamModeDetails.html">StreamModeDetails</a>
 */
final class StreamModeElement {
    private StreamModeElement() {}

    static void write(StreamMode mode, WireWriter out) {
        out.name(STREAM_MODE_DETAILS);
        out.beginMap();
        out.member(STREAM_MODE, mode);
        out.endMap();
    }
}
