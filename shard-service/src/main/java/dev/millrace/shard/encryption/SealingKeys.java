package dev.millrace.shard.encryption;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.StreamArn;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The data keys that new blocks are sealed with, one for each stream at a time. A key is renewed after a while, or after so many
 * blocks, and the next one asked for ahead of that, so that no append waits for it.
 *
 * <pre>
 *   generated ───── in use ───── 4/5: the next one is asked for ───── over
 * </pre>
 *
 * Thread-safe; the critical sections are a few comparisons.
 */
final class SealingKeys {
    /** Streams that are written to through this instance; the one that was idle for longest asks again. */
    private static final int MOST_STREAMS = 10_000;

    /** A key that could not be had is not asked for again at once. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DataKeys keys;
    private final EncryptionSettings settings;
    private final NodeClock clock;
    private final Cache<StreamId, OfStream> byStream = Caffeine.newBuilder()
            .maximumSize(MOST_STREAMS)
            .executor(Runnable::run)
            .build();

    SealingKeys(DataKeys keys, EncryptionSettings settings, NodeClock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The data key for a stream's next block.
     *
     * @param key as the stream's setting names it
     */
    CompletableFuture<OpenedKey> forNextBlock(StreamId stream, StreamArn arn, String key) {
        Optional<String> id = keys.idOf(key);
        Optional<ShardRefusal> refusal = id.flatMap(keys::refusalOf);
        return refusal.isPresent()
                ? CompletableFuture.failedFuture(refusal.get())
                : byStream.get(stream, first -> new OfStream()).forNextBlock(arn, key, id.orElse(null));
    }

    /** The keys of one stream. */
    private final class OfStream {
        private @Nullable InUse current;
        private @Nullable CompletableFuture<OpenedKey> next;
        private @Nullable CompletableFuture<OpenedKey> failed;
        private long failedNanos;

        /** @param id of the key that is meant now; null when that has to be asked for */
        synchronized CompletableFuture<OpenedKey> forNextBlock(StreamArn arn, String key, @Nullable String id) {
            InUse inUse = current;
            if (inUse == null || !inUse.isUnder(id) || inUse.isOver(5)) {
                return renew(arn, key);
            }
            if (inUse.isOver(4)) {
                renew(arn, key);
            }
            inUse.blocks++;
            return inUse.key;
        }

        private CompletableFuture<OpenedKey> renew(StreamArn arn, String key) {
            if (next != null) {
                return next;
            }
            if (failed != null && clock.nanoTime() - failedNanos < PAUSE.toNanos()) {
                return failed;
            }
            CompletableFuture<OpenedKey> asked = keys.generate(key, arn).thenApply(OpenedKey::of);
            next = asked;
            var unused = asked.whenComplete((opened, failure) -> took(asked, failure == null));
            return asked;
        }

        private synchronized void took(CompletableFuture<OpenedKey> asked, boolean succeeded) {
            next = null;
            failed = succeeded ? null : asked;
            failedNanos = clock.nanoTime();
            if (succeeded) {
                current = new InUse(asked);
            }
        }
    }

    private final class InUse {
        private final CompletableFuture<OpenedKey> key;
        private final String keyId;
        private final long sinceNanos = clock.nanoTime();
        private long blocks;

        InUse(CompletableFuture<OpenedKey> generated) {
            this.key = generated;
            this.keyId = generated.join().keyId();
        }

        boolean isUnder(@Nullable String id) {
            return keyId.equals(id);
        }

        boolean isOver(int fifths) {
            return clock.nanoTime() - sinceNanos >= settings.dataKeyLife().toNanos() / 5 * fifths
                    || blocks >= settings.dataKeyBlocks() / 5 * fifths;
        }
    }
}
