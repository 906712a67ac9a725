package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.HAS_MORE_STREAMS;
import static dev.millrace.protocol.wire.Member.NEXT_TOKEN;
import static dev.millrace.protocol.wire.Member.STREAM_NAMES;
import static dev.millrace.protocol.wire.Member.STREAM_SUMMARIES;

import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the account's streams, which the answer names twice: by name and in summary.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html">ListStreams</a>
 */
public record ListStreamsResponse(
        List<StreamSummary> streams,
        boolean hasMoreStreams,
        @Nullable String nextToken) implements KinesisResponse {
    private static final int BYTES_PER_STREAM = 384;

    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        ListElements.strings(
                out,
                STREAM_NAMES,
                streams.stream()
                        .map(stream -> stream.streamArn().name().value())
                        .toList());
        out.member(HAS_MORE_STREAMS, hasMoreStreams);
        out.member(NEXT_TOKEN, nextToken);
        ListElements.each(out, STREAM_SUMMARIES, streams, StreamSummary::writeTo);
        out.endMap();
    }

    @Override
    public int sizeHint(WireFormat format) {
        return 512 + BYTES_PER_STREAM * streams.size();
    }
}
