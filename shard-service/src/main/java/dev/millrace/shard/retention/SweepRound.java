package dev.millrace.shard.retention;

import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What one sweep has found out: a stream is asked about once, however many shards of it there are. Not thread-safe. */
final class SweepRound {
    private final StreamFacts streams;
    private final Map<StreamId, CompletionStage<StreamFate>> fates = new HashMap<>();
    private int unknownShards;
    private @Nullable ShardKey anyUnknown;

    SweepRound(StreamFacts streams) {
        this.streams = streams;
    }

    CompletionStage<StreamFate> fateOf(StreamId stream) {
        return fates.computeIfAbsent(stream, this::ask);
    }

    private CompletionStage<StreamFate> ask(StreamId stream) {
        return streams.ask(stream)
                .thenCompose(found -> found.isPresent()
                        ? CompletableFuture.completedFuture(new StreamFate.Exists())
                        : streams.removedAt(stream)
                                .thenApply(removed -> removed.<StreamFate>map(StreamFate.Removed::new)
                                        .orElseGet(StreamFate.Unknown::new)));
    }

    /** A shard stays because nobody knows what has become of it. */
    void keepUnknown(ShardKey key) {
        unknownShards++;
        anyUnknown = key;
    }

    int unknownShards() {
        return unknownShards;
    }

    Optional<ShardKey> anyUnknown() {
        return Optional.ofNullable(anyUnknown);
    }
}
