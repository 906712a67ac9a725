package dev.millrace.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A stream as it stands at one version: everything that describes, routes, reads and limits it.
 *
 * @param id one life of the name
 * @param retention how long after its arrival a record is served
 * @param retainedFrom records that arrived before this stay expired, though retention was increased later
 * @param maxRecordKib the most that data and partition key of one record may take together, in KiB: 1024 to 10240
 * @param keyId the key that encrypts new records; present exactly when the encryption type is KMS
 * @param shardLevelMetrics names of the metrics that are kept for each shard
 * @param warmMibps the write throughput in MiB/s that an on-demand stream is asked to be ready for; empty: none in particular
 * @param distribution who decides which shard a record goes to; always by partition key in provisioned mode
 * @param shards all that have not expired
 * @param version rises with every change of the stream
 */
public record StreamDescription(
        StreamId id,
        StreamName name,
        StreamStatus status,
        StreamMode mode,
        Instant createdAt,
        Duration retention,
        Instant retainedFrom,
        int maxRecordKib,
        EncryptionType encryption,
        Optional<String> keyId,
        List<String> shardLevelMetrics,
        OptionalInt warmMibps,
        RecordDistributionStrategy distribution,
        ShardMap shards,
        long version) {
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

    /** Records that arrived before this are past retention. */
    public Instant trimHorizon(Instant now) {
        Instant horizon = now.minus(retention);
        return horizon.isBefore(retainedFrom) ? retainedFrom : horizon;
    }

    /** Whether a shard has been closed for longer than records are kept. */
    public boolean hasExpired(Shard shard, Instant now) {
        return shard.closedAt().filter(at -> at.isBefore(trimHorizon(now))).isPresent();
    }

    /** Whether the service may put a record wherever it likes. */
    public boolean placesRecordsItself() {
        return mode == StreamMode.ON_DEMAND && distribution == RecordDistributionStrategy.AUTO;
    }

    /** A stream of that identity with everything else as it is by default: provisioned, ACTIVE, for a day. */
    public static StreamDescriptionBuilder builder(StreamId id, StreamName name, Instant createdAt, ShardMap shards) {
        return new StreamDescriptionBuilder(id, name, createdAt, shards);
    }

    /** This stream, to be changed in some respects. */
    public StreamDescriptionBuilder toBuilder() {
        return new StreamDescriptionBuilder(this);
    }
}
