package dev.millrace.shard.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.lease.InstanceLease;
import dev.millrace.shard.lease.InstanceTable.Instance;
import dev.millrace.shard.lease.LeaseSettings;
import dev.millrace.shard.lease.Membership;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.shard.testing.ManualLoop;
import dev.millrace.shard.testing.MemoryBlockStore;
import dev.millrace.shard.testing.MemoryInstanceTable;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OwnedShardsTest {
    private static final UUID SELF = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final LeaseSettings SETTINGS = new LeaseSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(1), false);

    private final ManualLoop loop = new ManualLoop();
    private final MemoryInstanceTable rows = new MemoryInstanceTable();
    private final InstanceLease lease = new InstanceLease(rows, SETTINGS, loop, loop, "self:1", () -> SELF);
    private final Membership membership = new Membership(rows, SETTINGS, loop, loop, lease);
    private int reads;
    private final OwnedShards host = new OwnedShards(
            lease,
            membership,
            ownershipsCounted(),
            new MemoryBlockStore(),
            new ByteQueue(1),
            (key, owner, epoch, ends, lastArrival, onLost) -> {
                throw new IllegalStateException("nothing is owned here");
            },
            key -> loop,
            loop);

    @Test
    void aThousandShardsOfADeadInstanceAreLocatedByEveryGatewayWithoutALookAtTheTable() {
        lease.start();
        loop.run();
        rows.register(OTHER, "other:1");
        membership.start();
        loop.run();
        assertThat(membership.alive()).extracting(Instance::id).containsExactlyInAnyOrder(SELF, OTHER);
        rows.declareDead(OTHER, 0);
        loop.pass(Duration.ofSeconds(1));

        for (int gateway = 0; gateway < 100; gateway++) {
            for (int shard = 0; shard < 1_000; shard++) {
                assertThat(located(shard)).contains("self:1");
            }
        }
        assertThat(reads).isZero();
    }

    @Test
    void whoHasNoLeaseLooksAtTheTableAndDoesNotTellOfWhatItOnceKnew() {
        lease.start();
        loop.run();
        membership.start();
        loop.run();
        lease.close(() -> {});
        loop.run();

        located(7);

        assertThat(reads).isEqualTo(1);
    }

    @Test
    void oneThatLeavesNamesItsSuccessor() {
        lease.start();
        loop.run();
        rows.register(OTHER, "other:1");
        membership.start();
        loop.run();

        host.close();

        for (int shard = 0; shard < 100; shard++) {
            assertThat(refusal(shard).reason()).isEqualTo(RefusalReason.NOT_OWNER);
            assertThat(refusal(shard).owner()).isEqualTo("other:1");
            assertThat(located(shard)).contains("other:1");
        }
    }

    @Test
    void whatHasWaitedForOneThatLeavesDoesNotTakeTheShardBack() {
        lease.start();
        loop.run();
        rows.register(OTHER, "other:1");
        membership.start();
        loop.run();
        CompletableFuture<ShardRefusal> refused = new CompletableFuture<>();
        host.use(new ShardKey(new StreamId(new UUID(7, 7)), 7), ShardUse.of(owned -> {}, refused::complete));

        host.close();
        loop.run();

        assertThat(refused.join().owner()).isEqualTo("other:1");
        assertThat(reads)
                .as("looks at the table, the first step of a take-over")
                .isZero();
    }

    @Test
    void theLastOneThatLeavesNamesNobody() {
        lease.start();
        loop.run();
        membership.start();
        loop.run();

        host.close();

        assertThat(refusal(7).reason()).isEqualTo(RefusalReason.UNAVAILABLE);
    }

    private ShardRefusal refusal(int shard) {
        CompletableFuture<ShardRefusal> refused = new CompletableFuture<>();
        host.use(new ShardKey(new StreamId(new UUID(7, 7)), shard), ShardUse.of(owned -> {}, refused::complete));
        return refused.join();
    }

    private Optional<String> located(int shard) {
        return host.locate(new ShardKey(new StreamId(new UUID(7, 7)), shard))
                .toCompletableFuture()
                .join();
    }

    private OwnershipTable ownershipsCounted() {
        return (OwnershipTable) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {OwnershipTable.class}, (proxy, method, arguments) -> {
                    reads++;
                    return CompletableFuture.completedFuture(Optional.empty());
                });
    }
}
