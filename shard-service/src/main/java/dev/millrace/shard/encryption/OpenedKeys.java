package dev.millrace.shard.encryption;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.stream.StreamArn;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The data keys of stored blocks, as they are needed: each is asked for once, and kept for a while. Thread-safe. */
final class OpenedKeys {
    private final DataKeys keys;
    private final Cache<Wrapped, CompletableFuture<OpenedKey>> opened;

    OpenedKeys(DataKeys keys, EncryptionSettings settings, NodeClock clock) {
        this.keys = keys;
        this.opened = Caffeine.newBuilder()
                .maximumSize(settings.openedDataKeys())
                .expireAfterWrite(settings.openedDataKeyLife())
                .ticker(clock::nanoTime)
                .executor(Runnable::run)
                .build();
    }

    /** A data key belongs to a stream: the same bytes in another one's block do not open. */
    private record Wrapped(StreamArn stream, ByteBuffer bytes) {}

    /** The data key that is wrapped so; fails with a {@link dev.millrace.shard.refusal.ShardRefusal} when it cannot be had. */
    CompletableFuture<OpenedKey> open(byte[] wrapped, StreamArn stream) {
        Wrapped place = new Wrapped(stream, ByteBuffer.wrap(wrapped));
        CompletableFuture<OpenedKey> key =
                opened.get(place, first -> keys.open(wrapped, stream).thenApply(OpenedKey::of));
        if (!key.isDone() || key.isCompletedExceptionally()) {
            var unused = key.whenComplete((found, failure) -> forgetIfFailed(place, key, failure));
        }
        return key;
    }

    /** Whoever needs it next asks again. */
    private void forgetIfFailed(Wrapped place, CompletableFuture<OpenedKey> key, @Nullable Throwable failure) {
        if (failure != null) {
            opened.asMap().remove(place, key);
        }
    }
}
