package dev.millrace.shard.encryption;

import dev.millrace.internal.key.DataKey;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.StreamArn;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Data keys of streams, from whoever keeps the named keys that wrap them. Nothing here blocks; every answer comes within a bound. */
public interface DataKeys {
    /** A new data key; fails with a {@link ShardRefusal} when there is none to be had. */
    CompletableFuture<DataKey> generate(String key, StreamArn stream);

    /** A data key that was generated for the stream; fails with a {@link ShardRefusal} when it cannot be opened. */
    CompletableFuture<DataKey> open(byte[] wrapped, StreamArn stream);

    /** The id of the key that a stream's setting means now, as far as that is known here. */
    Optional<String> idOf(String key);

    /** Why a key cannot be used now. */
    Optional<ShardRefusal> refusalOf(String keyId);
}
