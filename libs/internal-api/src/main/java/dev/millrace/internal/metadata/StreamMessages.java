package dev.millrace.internal.metadata;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.internal.metadata.v1.Stream;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.RecordDistributionStrategy;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Streams between their protobuf form and their domain form. */
public final class StreamMessages {
    private StreamMessages() {}

    public static ByteString toBytes(StreamId id) {
        return UnsafeByteOperations.unsafeWrap(id.toBytes());
    }

    public static StreamId toStreamId(ByteString bytes) {
        return StreamId.fromBytes(bytes.asReadOnlyByteBuffer());
    }

    /** The message of a stream with all its shards. */
    public static Stream toMessage(StreamDescription stream) {
        Stream.Builder message = Stream.newBuilder()
                .setId(toBytes(stream.id()))
                .setName(stream.name().value())
                .setStatus(dev.millrace.internal.metadata.v1.StreamStatus.valueOf(
                        stream.status().name()))
                .setMode(dev.millrace.internal.metadata.v1.StreamMode.valueOf(
                        stream.mode().name()))
                .setCreatedMillis(stream.createdAt().toEpochMilli())
                .setRetentionSeconds(stream.retention().toSeconds())
                .setRetainedFromMillis(stream.retainedFrom().toEpochMilli())
                .setMaxRecordKib(stream.maxRecordKib())
                .setEncryption(dev.millrace.internal.metadata.v1.EncryptionType.valueOf(
                        stream.encryption().name()))
                .setKeyId(stream.keyId().orElse(""))
                .addAllShardLevelMetrics(stream.shardLevelMetrics())
                .setDistributedByService(stream.distribution() == RecordDistributionStrategy.AUTO)
                .setVersion(stream.version());
        stream.warmMibps().ifPresent(message::setWarmMibps);
        stream.shards().all().forEach(shard -> message.addShards(toMessage(shard)));
        return message.build();
    }

    /** @throws IllegalArgumentException if the message's shards do not tile the hash space */
    public static StreamDescription toDomain(Stream message) {
        return StreamDescription.builder(
                        toStreamId(message.getId()),
                        new StreamName(message.getName()),
                        Instant.ofEpochMilli(message.getCreatedMillis()),
                        new ShardMap(message.getShardsList().stream()
                                .map(StreamMessages::toDomain)
                                .toList()))
                .status(StreamStatus.valueOf(message.getStatus().name()))
                .mode(StreamMode.valueOf(message.getMode().name()))
                .retention(Duration.ofSeconds(message.getRetentionSeconds()))
                .retainedFrom(Instant.ofEpochMilli(message.getRetainedFromMillis()))
                .maxRecordKib(message.getMaxRecordKib())
                .encryption(EncryptionType.valueOf(message.getEncryption().name()))
                .keyId(message.getKeyId().isEmpty() ? Optional.empty() : Optional.of(message.getKeyId()))
                .shardLevelMetrics(message.getShardLevelMetricsList())
                .warmMibps(message.hasWarmMibps() ? OptionalInt.of(message.getWarmMibps()) : OptionalInt.empty())
                .distribution(
                        message.getDistributedByService()
                                ? RecordDistributionStrategy.AUTO
                                : RecordDistributionStrategy.USER_PARTITION_KEY)
                .version(message.getVersion())
                .build();
    }

    private static dev.millrace.internal.metadata.v1.Shard toMessage(Shard shard) {
        dev.millrace.internal.metadata.v1.Shard.Builder message = dev.millrace.internal.metadata.v1.Shard.newBuilder()
                .setIndex(shard.index())
                .setStartingHashKey(
                        UnsafeByteOperations.unsafeWrap(shard.range().start().toBytes()))
                .setEndingHashKey(
                        UnsafeByteOperations.unsafeWrap(shard.range().end().toBytes()))
                .setCreatedMillis(shard.createdAt().toEpochMilli());
        shard.parent().ifPresent(message::setParent);
        shard.adjacentParent().ifPresent(message::setAdjacentParent);
        shard.closedAt().ifPresent(at -> message.setClosedMillis(at.toEpochMilli()));
        return message.build();
    }

    private static Shard toDomain(dev.millrace.internal.metadata.v1.Shard message) {
        return new Shard(
                message.getIndex(),
                new HashKeyRange(
                        HashKey.fromBytes(message.getStartingHashKey().asReadOnlyByteBuffer()),
                        HashKey.fromBytes(message.getEndingHashKey().asReadOnlyByteBuffer())),
                message.hasParent() ? OptionalInt.of(message.getParent()) : OptionalInt.empty(),
                message.hasAdjacentParent() ? OptionalInt.of(message.getAdjacentParent()) : OptionalInt.empty(),
                Instant.ofEpochMilli(message.getCreatedMillis()),
                message.hasClosedMillis()
                        ? Optional.of(Instant.ofEpochMilli(message.getClosedMillis()))
                        : Optional.empty());
    }
}
