package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import dev.millrace.metadata.catalog.storage.EntryRow;
import dev.millrace.metadata.catalog.storage.HeadColumns;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.RecordDistributionStrategy;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A stream as a row of the table {@code streams}. */
final class StreamRow implements EntryRow<CatalogEntry> {
    /** All but the partition key and the static ones. */
    private static final String COLUMNS =
            "name, stream_id, version, status, due_at, mode, created_at, retention_seconds,"
                    + " max_record_kib, encryption, key_id, shard_level_metrics, tags, shards, warm_mibps,"
                    + " distribution, policy, change_times, retained_from, reshard, scaling_policy";

    @Override
    public String columns() {
        return COLUMNS;
    }

    /** A record of a removal is no stream. */
    @Override
    public String onlyEntries() {
        return " AND name < '" + RemovalRows.FIRST + "'";
    }

    /** A stream with thousands of shards is some hundred KB. */
    @Override
    public int page() {
        return 100;
    }

    /** The tombstones are few: of {@code due_at}, {@code key_id}, {@code warm_mibps} and {@code policy}. */
    @Override
    public BoundStatementBuilder bind(BoundStatementBuilder bound, PreparedStatement statement, CatalogEntry entry) {
        StreamDescription stream = entry.stream();
        UserDefinedType shardType = HeadColumns.elementType(statement, "shards");
        return bound.setString("name", stream.name().value())
                .setUuid("stream_id", stream.id().value())
                .setLong("version", stream.version())
                .setString("status", stream.status().name())
                .setInstant("due_at", entry.dueAt().orElse(null))
                .setString("mode", stream.mode().name())
                .setInstant("created_at", stream.createdAt())
                .setLong("retention_seconds", stream.retention().toSeconds())
                .setInt("max_record_kib", stream.maxRecordKib())
                .setString("encryption", stream.encryption().name())
                .setString("key_id", stream.keyId().orElse(null))
                .setList("shard_level_metrics", stream.shardLevelMetrics(), String.class)
                .setMap("tags", entry.tags(), String.class, String.class)
                .setList(
                        "shards",
                        stream.shards().all().stream()
                                .map(shard -> ShardValue.toUdt(shardType, shard))
                                .toList(),
                        UdtValue.class)
                .set("warm_mibps", ShardValue.boxed(stream.warmMibps()), Integer.class)
                .setString("distribution", stream.distribution().name())
                .setString("policy", entry.policy().orElse(null))
                .setInstant("retained_from", stream.retainedFrom())
                .set("change_times", ChangeTimes.toColumn(entry.history()), ChangeTimes.TYPE)
                .setUdtValue(
                        "reshard",
                        entry.reshard()
                                .map(plan -> ReshardValue.toUdt(ReshardValue.typeOf(statement), plan))
                                .orElse(null))
                .setUdtValue(
                        "scaling_policy",
                        entry.scalingPolicy()
                                .map(policy -> ScalingPolicyValue.toUdt(ScalingPolicyValue.typeOf(statement), policy))
                                .orElse(null));
    }

    @Override
    public CatalogEntry toEntry(Row row) {
        List<UdtValue> shards = Objects.requireNonNull(row.getList("shards", UdtValue.class));
        Map<String, String> tags = Objects.requireNonNull(row.getMap("tags", String.class, String.class));
        StreamDescription stream = StreamDescription.builder(
                        new StreamId(Objects.requireNonNull(row.getUuid("stream_id"))),
                        new StreamName(text(row, "name")),
                        Objects.requireNonNull(row.getInstant("created_at")),
                        new ShardMap(shards.stream().map(ShardValue::toShard).toList()))
                .status(StreamStatus.valueOf(text(row, "status")))
                .mode(StreamMode.valueOf(text(row, "mode")))
                .retention(Duration.ofSeconds(row.getLong("retention_seconds")))
                .retainedFrom(Objects.requireNonNullElse(row.getInstant("retained_from"), Instant.EPOCH))
                .maxRecordKib(row.getInt("max_record_kib"))
                .encryption(EncryptionType.valueOf(text(row, "encryption")))
                .keyId(Optional.ofNullable(row.getString("key_id")))
                .shardLevelMetrics(Objects.requireNonNull(row.getList("shard_level_metrics", String.class)))
                .warmMibps(row.isNull("warm_mibps") ? OptionalInt.empty() : OptionalInt.of(row.getInt("warm_mibps")))
                .distribution(distribution(row.getString("distribution")))
                .version(row.getLong("version"))
                .build();
        return new CatalogEntry(
                stream,
                tags,
                Optional.ofNullable(row.getInstant("due_at")),
                Optional.ofNullable(row.getString("policy")),
                ChangeTimes.toHistory(row.get("change_times", ChangeTimes.TYPE)),
                Optional.ofNullable(row.getUdtValue("reshard")).map(ReshardValue::toPlan),
                Optional.ofNullable(row.getUdtValue("scaling_policy")).map(ScalingPolicyValue::toPolicy));
    }

    /** Absent from rows that were written before there was a choice. */
    private static RecordDistributionStrategy distribution(@Nullable String name) {
        return name == null ? RecordDistributionStrategy.USER_PARTITION_KEY : RecordDistributionStrategy.valueOf(name);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
