package dev.millrace.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stream as it stands at one version: everything that describes, routes, reads and limits it.
 *
 * @param id one life of the name
 * @param retention how long after its arrival a record is served
 * @param maxRecordKib the most that data and partition key of one record may take together, in KiB: 1024 to 10240
 * @param keyId the key that encrypts new records; present exactly when the encryption type is KMS
 * @param shardLevelMetrics names of the metrics that are kept for each shard
 * @param shards all that have not expired
 * @param version rises with every change of the stream
 * @param consumerCount registered enhanced fan-out consumers
 */
public record StreamDescription(
        StreamId id,
        StreamName name,
        StreamStatus status,
        StreamMode mode,
        Instant createdAt,
        Duration retention,
        int maxRecordKib,
        EncryptionType encryption,
        Optional<String> keyId,
        List<String> shardLevelMetrics,
        ShardMap shards,
        long version,
        int consumerCount) {
    public StreamDescription {
        shardLevelMetrics = List.copyOf(shardLevelMetrics);
    }

    /** Whether records can be put into and read from the stream; a stream in CREATING does not exist for data calls. */
    public boolean servesData() {
        return status != StreamStatus.CREATING;
    }

    /** The most bytes that data and partition key of one record may take together. */
    public int maxRecordBytes() {
        return maxRecordKib * 1024;
    }
}
