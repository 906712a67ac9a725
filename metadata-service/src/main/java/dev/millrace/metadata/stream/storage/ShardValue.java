package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A shard as a value of the type {@code stream_shard}. */
final class ShardValue {
    private ShardValue() {}

    static UdtValue toUdt(UserDefinedType type, Shard shard) {
        return type.newValue()
                .setInt("shard_index", shard.index())
                .setBigInteger("starting_hash_key", shard.range().start().toBigInteger())
                .setBigInteger("ending_hash_key", shard.range().end().toBigInteger())
                .set("parent", boxed(shard.parent()), Integer.class)
                .set("adjacent_parent", boxed(shard.adjacentParent()), Integer.class)
                .setInstant("created_at", shard.createdAt())
                .setInstant("closed_at", shard.closedAt().orElse(null));
    }

    static Shard toShard(UdtValue value) {
        return new Shard(
                value.getInt("shard_index"),
                new HashKeyRange(hashKey(value, "starting_hash_key"), hashKey(value, "ending_hash_key")),
                index(value, "parent"),
                index(value, "adjacent_parent"),
                Objects.requireNonNull(value.getInstant("created_at")),
                Optional.ofNullable(value.getInstant("closed_at")));
    }

    static @Nullable Integer boxed(OptionalInt index) {
        return index.isPresent() ? index.getAsInt() : null;
    }

    private static HashKey hashKey(UdtValue value, String field) {
        return HashKey.of(Objects.requireNonNull(value.getBigInteger(field)));
    }

    private static OptionalInt index(UdtValue value, String field) {
        return value.isNull(field) ? OptionalInt.empty() : OptionalInt.of(value.getInt(field));
    }
}
