package dev.millrace.shard.append;

import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.stream.ShardKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes blocks, each again until it is stored, or the lease is over. Lives on its shard's loop. */
final class BlockWrites {
    private static final Logger log = LoggerFactory.getLogger(BlockWrites.class);

    private final ShardKey key;
    private final Lease lease;
    private final ShardLoop loop;
    private final AppendSettings settings;
    private final BucketWriter buckets;
    private final Runnable onStored;
    private final Runnable onLeaseLost;
    private boolean storeFails;
    private boolean stopped;

    /**
     * @param onStored told on the loop when one more block is stored
     * @param onLeaseLost told on the loop when a write failed and the lease is over
     */
    BlockWrites(ShardEpoch shard, AppendSettings settings, Runnable onStored, Runnable onLeaseLost) {
        this.key = shard.key();
        this.lease = shard.lease();
        this.loop = shard.loop();
        this.settings = settings;
        this.buckets = new BucketWriter(shard.key(), shard.store(), settings);
        this.onStored = onStored;
        this.onLeaseLost = onLeaseLost;
    }

    /** Writes a closed block; blocks come here in the order of their indexes. */
    void begin(PendingBlock block) {
        buckets.place(block);
        write(block);
    }

    /** Nothing is written again, and nobody told, from now on. */
    void stop() {
        stopped = true;
    }

    private void write(PendingBlock block) {
        var unused = buckets.write(block)
                .whenCompleteAsync(
                        (written, failure) -> {
                            if (stopped) {
                                return;
                            }
                            if (failure == null) {
                                storeFails = false;
                                block.markStored();
                                onStored.run();
                            } else if (lease.isValid()) {
                                tellOfFailure(failure);
                                loop.schedule(settings.retryDelay(), () -> writeAgain(block));
                            } else {
                                onLeaseLost.run();
                            }
                        },
                        loop);
    }

    private void writeAgain(PendingBlock block) {
        if (!stopped) {
            write(block);
        }
    }

    /** Once for an outage, not for every try of every block. */
    private void tellOfFailure(Throwable failure) {
        if (!storeFails) {
            log.warn(
                    "Blocks of stream {} shard {} are written again until they can be: {}",
                    key.stream(),
                    key.shard(),
                    failure.toString());
        }
        storeFails = true;
    }
}
