package dev.millrace.shard.retention;

import static dev.millrace.shard.testing.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.log.Bucket;
import dev.millrace.shard.testing.MemoryBlockStore;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BucketSweepTest {
    private static final Duration SPAN = Duration.ofSeconds(60);
    private static final ShardKey KEY = new ShardKey(new StreamId(new UUID(0, 1)), 0);

    private final MemoryBlockStore store = new MemoryBlockStore();

    private int sweep(long before) {
        return new BucketSweep(store, KEY, SPAN)
                .removeBefore(before)
                .toCompletableFuture()
                .join();
    }

    @Test
    void aBucketGoesOnlyWhenItsLastPossibleArrivalIsExpired() {
        store.put(0, block(0, 5, 30_000, 0));
        store.put(5, block(5, 5, 60_000, 0));

        assertThat(sweep(59_999)).isZero();
        assertThat(sweep(60_000)).isEqualTo(1);
        assertThat(store.buckets()).extracting(Bucket::id).containsExactly(5L);
    }

    @Test
    void yearsOfBucketsGoInOneSweep() {
        for (int i = 0; i < 1_000; i++) {
            store.put(i, block(i, 1, i * 60_000L, 0));
        }

        assertThat(sweep(990 * 60_000L)).isEqualTo(990);
        assertThat(store.buckets()).hasSize(10);
    }
}
