package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CURRENT_SHARD_COUNT;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;
import static dev.millrace.protocol.wire.Member.TARGET_SHARD_COUNT;

import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.StreamArn;

/**
 * The number of open shards before the change, and after it.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">UpdateShardCount</a>
 */
public record UpdateShardCountResponse(StreamArn streamArn, int currentShardCount, int targetShardCount)
        implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.member(STREAM_NAME, streamArn.name().value());
        out.member(CURRENT_SHARD_COUNT, currentShardCount);
        out.member(TARGET_SHARD_COUNT, targetShardCount);
        out.member(STREAM_ARN, streamArn.toString());
        out.endMap();
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with("streamARN", streamArn.toString())
                .with("currentShardCount", currentShardCount)
                .with("targetShardCount", targetShardCount);
    }
}
