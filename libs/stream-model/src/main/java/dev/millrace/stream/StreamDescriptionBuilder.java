package dev.millrace.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a {@link StreamDescription}, from another one or from the defaults, by naming what differs. */
public final class StreamDescriptionBuilder {
    private final StreamId id;
    private final StreamName name;
    private final Instant createdAt;
    private StreamStatus status = StreamStatus.ACTIVE;
    private StreamMode mode = StreamMode.PROVISIONED;
    private Duration retention = Duration.ofHours(24);
    private Instant retainedFrom = Instant.EPOCH;
    private int maxRecordKib = 1024;
    private EncryptionType encryption = EncryptionType.NONE;
    private Optional<String> keyId = Optional.empty();
    private List<String> shardLevelMetrics = List.of();
    private OptionalInt warmMibps = OptionalInt.empty();
    private RecordDistributionStrategy distribution = RecordDistributionStrategy.USER_PARTITION_KEY;
    private ShardMap shards;
    private long version = 1;

    StreamDescriptionBuilder(StreamId id, StreamName name, Instant createdAt, ShardMap shards) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
        this.shards = shards;
    }

    StreamDescriptionBuilder(StreamDescription stream) {
        this(stream.id(), stream.name(), stream.createdAt(), stream.shards());
        this.status = stream.status();
        this.mode = stream.mode();
        this.retention = stream.retention();
        this.retainedFrom = stream.retainedFrom();
        this.maxRecordKib = stream.maxRecordKib();
        this.encryption = stream.encryption();
        this.keyId = stream.keyId();
        this.shardLevelMetrics = stream.shardLevelMetrics();
        this.warmMibps = stream.warmMibps();
        this.distribution = stream.distribution();
        this.version = stream.version();
    }

    public StreamDescriptionBuilder status(StreamStatus status) {
        this.status = status;
        return this;
    }

    public StreamDescriptionBuilder mode(StreamMode mode) {
        this.mode = mode;
        return this;
    }

    public StreamDescriptionBuilder retention(Duration retention) {
        this.retention = retention;
        return this;
    }

    public StreamDescriptionBuilder retainedFrom(Instant retainedFrom) {
        this.retainedFrom = retainedFrom;
        return this;
    }

    public StreamDescriptionBuilder maxRecordKib(int maxRecordKib) {
        this.maxRecordKib = maxRecordKib;
        return this;
    }

    public StreamDescriptionBuilder encryption(EncryptionType encryption) {
        this.encryption = encryption;
        return this;
    }

    public StreamDescriptionBuilder keyId(Optional<String> keyId) {
        this.keyId = keyId;
        return this;
    }

    public StreamDescriptionBuilder shardLevelMetrics(List<String> shardLevelMetrics) {
        this.shardLevelMetrics = shardLevelMetrics;
        return this;
    }

    public StreamDescriptionBuilder warmMibps(OptionalInt warmMibps) {
        this.warmMibps = warmMibps;
        return this;
    }

    public StreamDescriptionBuilder distribution(RecordDistributionStrategy distribution) {
        this.distribution = distribution;
        return this;
    }

    public StreamDescriptionBuilder shards(ShardMap shards) {
        this.shards = shards;
        return this;
    }

    public StreamDescriptionBuilder version(long version) {
        this.version = version;
        return this;
    }

    public StreamDescription build() {
        return new StreamDescription(
                id,
                name,
                status,
                mode,
                createdAt,
                retention,
                retainedFrom,
                maxRecordKib,
                encryption,
                keyId,
                shardLevelMetrics,
                warmMibps,
                distribution,
                shards,
                version);
    }
}
