package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.ENCRYPTION_TYPE;
import static dev.millrace.protocol.wire.Member.HAS_MORE_SHARDS;
import static dev.millrace.protocol.wire.Member.KEY_ID;
import static dev.millrace.protocol.wire.Member.RETENTION_PERIOD_HOURS;
import static dev.millrace.protocol.wire.Member.SHARDS;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_CREATION_TIMESTAMP;
import static dev.millrace.protocol.wire.Member.STREAM_DESCRIPTION;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;
import static dev.millrace.protocol.wire.Member.STREAM_STATUS;

import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.Shard;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream with a page of its shards.
 *
 * @param keyId the key of an encrypted stream, as it was given
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html">DescribeStream</a>
 */
public record DescribeStreamResponse(
        StreamArn streamArn,
        StreamStatus status,
        StreamMode mode,
        List<Shard> shards,
        boolean hasMoreShards,
        int retentionPeriodHours,
        Instant createdAt,
        List<String> shardLevelMetrics,
        EncryptionType encryption,
        @Nullable String keyId)
        implements KinesisResponse {
    private static final int BYTES_PER_SHARD = 512;

    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.name(STREAM_DESCRIPTION);
        out.beginMap();
        out.member(STREAM_NAME, streamArn.name().value());
        out.member(STREAM_ARN, streamArn.toString());
        out.member(STREAM_STATUS, status);
        StreamModeElement.write(mode, out);
        ListElements.each(out, SHARDS, shards, ShardElement::write);
        out.member(HAS_MORE_SHARDS, hasMoreShards);
        out.member(RETENTION_PERIOD_HOURS, retentionPeriodHours);
        out.member(STREAM_CREATION_TIMESTAMP, createdAt);
        EnhancedMonitoringElement.write(shardLevelMetrics, out);
        out.member(ENCRYPTION_TYPE, encryption);
        out.member(KEY_ID, keyId);
        out.endMap();
        out.endMap();
    }

    @Override
    public int sizeHint(WireFormat format) {
        return 1024 + BYTES_PER_SHARD * shards.size();
    }
}
