package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.StreamArn;

/**
 * What an on-demand stream is ready for, and is to be.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamWarmThroughput.html">UpdateStreamWarmThroughput</a>
 */
public record UpdateStreamWarmThroughputResponse(StreamArn streamArn, WarmThroughput warmThroughput)
        implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.member(STREAM_ARN, streamArn.toString());
        out.member(STREAM_NAME, streamArn.name().value());
        warmThroughput.writeTo(out);
        out.endMap();
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers().with("streamARN", streamArn.toString());
    }
}
