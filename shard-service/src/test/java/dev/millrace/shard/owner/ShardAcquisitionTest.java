package dev.millrace.shard.owner;

import static dev.millrace.shard.testing.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.shard.lease.InstanceLease;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.lease.LeaseSettings;
import dev.millrace.shard.lease.Membership;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.owner.ShardAcquisition.Won;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.shard.testing.ManualLoop;
import dev.millrace.shard.testing.MemoryBlockStore;
import dev.millrace.shard.testing.MemoryInstanceTable;
import dev.millrace.shard.testing.MemoryOwnershipTable;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShardAcquisitionTest {
    private static final LeaseSettings SETTINGS = new LeaseSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(1), false);

    private final ShardKey key = new ShardKey(StreamId.random(), 0);
    private final ManualLoop loop = new ManualLoop();
    private final MemoryInstanceTable instances = new MemoryInstanceTable();
    private final InstanceLease lease = new InstanceLease(instances, SETTINGS, loop, loop, "self:1", UUID::randomUUID);
    private final Membership membership = new Membership(instances, SETTINGS, loop, loop, lease);
    private final MemoryOwnershipTable rows = new MemoryOwnershipTable();
    private final MemoryBlockStore store = new MemoryBlockStore();

    @BeforeEach
    void start() {
        lease.start();
        loop.run();
        membership.start();
        loop.run();
    }

    private Won acquire() {
        return acquire(key);
    }

    private Won acquire(ShardKey key) {
        Lease valid = Objects.requireNonNull(lease.valid());
        return new ShardAcquisition(rows, store, new ByteQueue(1), membership, key, valid, "self:1")
                .run()
                .toCompletableFuture()
                .join();
    }

    @Test
    void aNewShardBeginsWithTheFirstEpoch() {
        assertThat(acquire().epoch()).isEqualTo(1);
    }

    @Test
    void theNextOwnerHasTheNextEpoch() {
        rows.put(key, 7);

        assertThat(acquire().epoch()).isEqualTo(8);
    }

    /** That it has left is known a moment later only. */
    @Test
    void oneThatHasHandedBackWhatItShouldOwnIsSucceededAtOnce() {
        instances.register(UUID.randomUUID(), "other:1");
        loop.pass(SETTINGS.pollInterval());
        ShardKey ofOther = IntStream.range(0, 100)
                .mapToObj(shard -> new ShardKey(key.stream(), shard))
                .filter(shard -> membership.prefers(shard, "other:1"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> acquire(ofOther)).hasCauseInstanceOf(ShardRefusal.class);

        rows.handedBack(ofOther, 7, "other:1");

        assertThat(acquire(ofOther).epoch()).isEqualTo(8);
    }

    /** Otherwise its numbers would be given a second time. */
    @Test
    void aShardWhoseRowWasLostBeginsFarAboveWhatItsBlocksSayAndShowsThem() {
        long first = RecordIndex.firstOf(7);
        store.put(first, block(first, 5, 1_000, first));

        Won won = acquire();

        assertThat(won.epoch()).isGreaterThan(8);
        assertThat(won.ends()).isEqualTo(Map.of(7, first + 5));
        assertThat(won.lastArrivalMillis()).isEqualTo(1_000);
        assertThat(rows.settled().get(key)).isEqualTo(Map.of(7, first + 5));
    }
}
