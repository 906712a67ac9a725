package dev.millrace.consumers.consumer.storage;

import dev.millrace.consumers.consumer.RegisteredConsumer;
import dev.millrace.stream.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.cassandra.core.cql.PrimaryKeyType;
import org.springframework.data.cassandra.core.mapping.Column;
import org.springframework.data.cassandra.core.mapping.PrimaryKeyColumn;
import org.springframework.data.cassandra.core.mapping.Table;

/**
 * A row of {@code consumers} as Spring Data reads it. A stream whose consumers are all gone still has its revision, in a
 * row without a name.
 */
@Table("consumers")
record ConsumerRow(
        @PrimaryKeyColumn(name = "stream_id", type = PrimaryKeyType.PARTITIONED)
        UUID streamId,

        @PrimaryKeyColumn(name = "name", type = PrimaryKeyType.CLUSTERED) @Nullable String name,

        @Column("revision") @Nullable Long revision,
        @Column("id") @Nullable UUID id,
        @Column("created_at") @Nullable Instant createdAt,
        @Column("active_at") @Nullable Instant activeAt,
        @Column("tags") @Nullable Map<String, String> tags,
        @Column("policy") @Nullable String policy) {
    Optional<RegisteredConsumer> toConsumer() {
        if (name == null || id == null || createdAt == null || activeAt == null) {
            return Optional.empty();
        }
        return Optional.of(new RegisteredConsumer(
                new StreamId(streamId),
                id,
                name,
                createdAt,
                activeAt,
                tags == null ? Map.of() : tags,
                Optional.ofNullable(policy)));
    }
}
