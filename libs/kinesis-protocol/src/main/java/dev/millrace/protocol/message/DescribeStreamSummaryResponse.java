package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CONSUMER_COUNT;
import static dev.millrace.protocol.wire.Member.ENCRYPTION_TYPE;
import static dev.millrace.protocol.wire.Member.KEY_ID;
import static dev.millrace.protocol.wire.Member.MAX_RECORD_SIZE_IN_KIB;
import static dev.millrace.protocol.wire.Member.OPEN_SHARD_COUNT;
import static dev.millrace.protocol.wire.Member.RETENTION_PERIOD_HOURS;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_CREATION_TIMESTAMP;
import static dev.millrace.protocol.wire.Member.STREAM_DESCRIPTION_SUMMARY;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;
import static dev.millrace.protocol.wire.Member.STREAM_STATUS;

import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.RecordDistributionStrategy;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream without its shards.
 *
 * @param keyId the key of an encrypted stream, as it was given
 * @param maxRecordSizeInKib how large a record's data and key together may be
 * @param warmThroughput only of on-demand streams of an account with a throughput commitment
 * @param distribution only of on-demand streams
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html">DescribeStreamSummary</a>
 */
public record DescribeStreamSummaryResponse(
        StreamArn streamArn,
        StreamStatus status,
        StreamMode mode,
        int retentionPeriodHours,
        Instant createdAt,
        List<String> shardLevelMetrics,
        EncryptionType encryption,
        @Nullable String keyId,
        int openShardCount,
        int consumerCount,
        int maxRecordSizeInKib,
        @Nullable WarmThroughput warmThroughput,
        @Nullable RecordDistributionStrategy distribution)
        implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.name(STREAM_DESCRIPTION_SUMMARY);
        out.beginMap();
        out.member(STREAM_NAME, streamArn.name().value());
        out.member(STREAM_ARN, streamArn.toString());
        out.member(STREAM_STATUS, status);
        StreamModeElement.write(mode, out);
        out.member(RETENTION_PERIOD_HOURS, retentionPeriodHours);
        out.member(STREAM_CREATION_TIMESTAMP, createdAt);
        EnhancedMonitoringElement.write(shardLevelMetrics, out);
        out.member(ENCRYPTION_TYPE, encryption);
        out.member(KEY_ID, keyId);
        out.member(OPEN_SHARD_COUNT, openShardCount);
        out.member(CONSUMER_COUNT, consumerCount);
        if (warmThroughput != null) {
            warmThroughput.writeTo(out);
        }
        out.member(MAX_RECORD_SIZE_IN_KIB, maxRecordSizeInKib);
        out.member(Member.RECORD_DISTRIBUTION_STRATEGY, distribution);
        out.endMap();
        out.endMap();
    }

    @Override
    public int sizeHint(WireFormat format) {
        return 1024;
    }
}
