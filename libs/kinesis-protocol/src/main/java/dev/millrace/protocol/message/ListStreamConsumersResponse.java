package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CONSUMERS;
import static dev.millrace.protocol.wire.Member.NEXT_TOKEN;

import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a stream's consumers.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreamConsumers.html">ListStreamConsumers</a>
 */
public record ListStreamConsumersResponse(
        List<Consumer> consumers, @Nullable String nextToken) implements KinesisResponse {
    private static final int BYTES_PER_CONSUMER = 384;

    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        ListElements.each(out, CONSUMERS, consumers, Consumer::writeTo);
        out.member(NEXT_TOKEN, nextToken);
        out.endMap();
    }

    @Override
    public int sizeHint(WireFormat format) {
        return 512 + BYTES_PER_CONSUMER * consumers.size();
    }
}
