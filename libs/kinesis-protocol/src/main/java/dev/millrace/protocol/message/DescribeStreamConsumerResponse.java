package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CONSUMER_DESCRIPTION;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;

import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.StreamArn;

/**
 * A consumer and its stream.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamConsumer.html">DescribeStreamConsumer</a>
 */
public record DescribeStreamConsumerResponse(Consumer consumer, StreamArn streamArn) implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.name(CONSUMER_DESCRIPTION);
        out.beginMap();
        consumer.writeMembers(out);
        out.member(STREAM_ARN, streamArn.toString());
        out.endMap();
        out.endMap();
    }
}
