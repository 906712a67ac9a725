package dev.millrace.shard.grpc;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.owner.SealedLog;
import dev.millrace.shard.owner.ShardUse;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamDescription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** From a request's shard to the owned shard: it must exist, and this instance must own it or be the one to. */
final class RequestedShards {
    private static final Duration REFRESH_DEADLINE = Duration.ofSeconds(5);
    private static final long ANY_VERSION = 0;

    private final StreamMirror streams;
    private final OwnedShards owned;
    private final Function<ShardKey, ShardLoop> loops;

    RequestedShards(StreamMirror streams, OwnedShards owned, Function<ShardKey, ShardLoop> loops) {
        this.streams = streams;
        this.owned = owned;
        this.loops = loops;
    }

    ShardLoop loopOf(ShardKey key) {
        return loops.apply(key);
    }

    private boolean isKnown(ShardKey key, long streamVersion) {
        return find(key).isPresent()
                && streams.find(key.stream())
                        .filter(stream -> stream.version() >= streamVersion)
                        .isPresent();
    }

    Optional<Shard> find(ShardKey key) {
        return streams.find(key.stream())
                .filter(StreamDescription::servesData)
                .flatMap(stream -> stream.shards().find(key.shard()));
    }

    void use(ShardKey key, ShardUse use) {
        use(key, ANY_VERSION, use);
    }

    /**
     * @param streamVersion the caller's: what it knows of the stream, such as its retention, is to be known here, too
     */
    void use(ShardKey key, long streamVersion, ShardUse use) {
        if (isKnown(key, streamVersion)) {
            owned.use(key, use);
        } else {
            onceKnown(key, () -> owned.use(key, use), use::refused);
        }
    }

    /** @return as of {@link OwnedShards#seal} */
    CompletionStage<SealedLog> seal(ShardKey key) {
        if (isKnown(key, ANY_VERSION)) {
            return owned.seal(key);
        }
        CompletableFuture<OwnedShards> known = new CompletableFuture<>();
        onceKnown(key, () -> known.complete(owned), known::completeExceptionally);
        return known.thenCompose(shards -> shards.seal(key));
    }

    private void onceKnown(ShardKey key, Runnable task, Consumer<ShardRefusal> refuse) {
        // Created or changed a moment ago, or gone: the metadata service knows.
        streams.refresh(key.stream())
                .timeout(REFRESH_DEADLINE)
                .subscribe(found -> {}, failure -> refuse.accept(new ShardRefusal(RefusalReason.UNAVAILABLE)), () -> {
                    if (find(key).isPresent()) {
                        task.run();
                    } else {
                        refuse.accept(new ShardRefusal(RefusalReason.UNKNOWN_SHARD));
                    }
                });
    }
}
