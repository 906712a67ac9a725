package dev.millrace.gateway.rest.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.protocol.message.DescribeStreamSummaryResponse;
import dev.millrace.protocol.message.WarmThroughput;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.RecordDistributionStrategy;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream and its settings, without its shards.
 *
 * @param shardLevelMetrics those of enhanced monitoring
 * @param warmThroughput of an on-demand stream that has one
 * @param recordDistributionStrategy of an on-demand stream
 * @param scalingPolicy of a stream that scales by it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StreamView(
        String name,
        String arn,
        StreamStatus status,
        StreamMode mode,
        Instant createdAt,
        int retentionHours,
        int openShardCount,
        int consumerCount,
        int maxRecordSizeInKib,
        Encryption encryption,
        List<String> shardLevelMetrics,
        @Nullable Throughput warmThroughput,
        @Nullable RecordDistributionStrategy recordDistributionStrategy,
        @Nullable ScalingPolicyView scalingPolicy) {
    static StreamView of(DescribeStreamSummaryResponse stream, @Nullable ScalingPolicyView scalingPolicy) {
        return new StreamView(
                stream.streamArn().name().value(),
                stream.streamArn().toString(),
                stream.status(),
                stream.mode(),
                stream.createdAt(),
                stream.retentionPeriodHours(),
                stream.openShardCount(),
                stream.consumerCount(),
                stream.maxRecordSizeInKib(),
                new Encryption(stream.encryption(), stream.keyId()),
                stream.shardLevelMetrics(),
                Throughput.of(stream.warmThroughput()),
                stream.distribution(),
                scalingPolicy);
    }

    /** @param keyId the key, as it was named when encryption was started */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Encryption(EncryptionType type, @Nullable String keyId) {}

    /** In MiB per second. */
    record Throughput(int targetMibps, int currentMibps) {
        static @Nullable Throughput of(@Nullable WarmThroughput warm) {
            return warm == null ? null : new Throughput(warm.target(), warm.current());
        }
    }
}
