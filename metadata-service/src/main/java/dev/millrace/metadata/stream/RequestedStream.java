package dev.millrace.metadata.stream;

import dev.millrace.stream.RecordDistributionStrategy;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a stream shall be created with.
 *
 * @param shardCount needed in provisioned mode, and ignored on demand
 * @param maxRecordKib 1024 to 10240; empty: the default
 * @param warmMibps the write throughput to be ready for, on demand only; empty: none in particular
 * @param distribution by partition key in provisioned mode
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
 */
public record RequestedStream(
        StreamName name,
        StreamMode mode,
        OptionalInt shardCount,
        OptionalInt maxRecordKib,
        Map<String, String> tags,
        OptionalInt warmMibps,
        RecordDistributionStrategy distribution) {
    public RequestedStream {
        tags = Map.copyOf(tags);
    }

    /** A stream that asks for nothing that only on-demand streams have. */
    public RequestedStream(
            StreamName name,
            StreamMode mode,
            OptionalInt shardCount,
            OptionalInt maxRecordKib,
            Map<String, String> tags) {
        this(
                name,
                mode,
                shardCount,
                maxRecordKib,
                tags,
                OptionalInt.empty(),
                RecordDistributionStrategy.USER_PARTITION_KEY);
    }
}
