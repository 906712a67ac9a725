package dev.millrace.shard.owner;

import dev.millrace.shard.lease.InstanceTable.Instance;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.lease.Membership;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The way to owning a shard: read the row → nobody alive owns it and it should be ours → take it under the next epoch →
 * settle the epochs before → open. Each step is safe to lose: what was done stays true, and the next one to come goes on
 * from there.
 */
final class ShardAcquisition {
    /** More than a shard ever has one after the other, and few of the eight million that there are. */
    private static final int EPOCHS_WITHOUT_BLOCKS = 1_000;

    private final OwnershipTable table;
    private final BlockStore store;
    private final ByteQueue memory;
    private final Membership membership;
    private final ShardKey key;
    private final Lease lease;
    private final String address;

    /** @param memory bounds what is read from the store at a time */
    ShardAcquisition(
            OwnershipTable table,
            BlockStore store,
            ByteQueue memory,
            Membership membership,
            ShardKey key,
            Lease lease,
            String address) {
        this.table = table;
        this.store = store;
        this.memory = memory;
        this.membership = membership;
        this.key = key;
        this.lease = lease;
        this.address = address;
    }

    /**
     * The epoch that was won and what came before it.
     *
     * @param sealed whether the log is final, so that this epoch only serves readers
     */
    record Won(int epoch, SortedMap<Integer, Long> ends, long lastArrivalMillis, boolean sealed) {}

    /** Fails with {@link ShardRefusal} when another instance is the one to ask. */
    CompletionStage<Won> run() {
        return table.read(key).thenCompose(seen -> requireFree(seen).thenCompose(free -> take(seen)));
    }

    private CompletionStage<Void> requireFree(Optional<Ownership> seen) {
        Optional<UUID> owner = seen.flatMap(Ownership::owner);
        if (owner.isPresent() && owner.get().equals(lease.id())) {
            // Taken or given back by this same life, and the answer was lost: whatever that epoch holds gets settled.
            return CompletableFuture.completedFuture(null);
        }
        CompletionStage<Boolean> taken =
                owner.isPresent() ? membership.isAlive(owner.get()) : CompletableFuture.completedFuture(false);
        return taken.thenApply(alive -> {
            if (alive) {
                throw new ShardRefusal(
                        RefusalReason.NOT_OWNER, seen.map(Ownership::address).orElse(""));
            }
            Optional<Instance> expected = expectedOwner(seen);
            if (expected.isEmpty() || !expected.get().address().equals(address)) {
                throw new ShardRefusal(
                        RefusalReason.NOT_OWNER, expected.map(Instance::address).orElse(""));
            }
            return null;
        });
    }

    /**
     * An instance that has handed back what it should own is about to leave: its successor need not wait until that is known of it.
     * If it is a later life that has come back to the address, it owns what it is asked for first, or gets it back.
     */
    private Optional<Instance> expectedOwner(Optional<Ownership> seen) {
        Optional<Instance> preferred = membership.preferredOwner(key);
        Optional<String> leaving = preferred
                .map(Instance::address)
                .filter(other -> !other.equals(address))
                .filter(other -> seen.filter(
                                row -> row.owner().isEmpty() && row.address().equals(other))
                        .isPresent());
        return leaving.isPresent() ? membership.successorOf(leaving.get(), key) : preferred;
    }

    private CompletionStage<Won> take(Optional<Ownership> seen) {
        if (!lease.isValid()) {
            throw new ShardRefusal(RefusalReason.UNAVAILABLE);
        }
        return nextEpoch(seen)
                .thenCompose(epoch -> table.acquire(key, seen, epoch, lease.id(), address)
                        .thenCompose(won -> {
                            if (!won) {
                                throw new ShardRefusal(RefusalReason.UNAVAILABLE);
                            }
                            return settle(seen, epoch);
                        }));
    }

    /**
     * A shard without a row has never had an owner, or its row was lost. What is in its log decides: a lost epoch must not begin
     * again, nor may one that has left no block behind.
     */
    private CompletionStage<Integer> nextEpoch(Optional<Ownership> seen) {
        return seen.isPresent()
                ? CompletableFuture.completedFuture(seen.get().epoch() + 1)
                : store.bucketAtOrBefore(key, Long.MAX_VALUE)
                        .thenApply(last -> last.map(bucket -> RecordIndex.epochOf(bucket.id()) + EPOCHS_WITHOUT_BLOCKS)
                                .orElse(1));
    }

    private CompletionStage<Won> settle(Optional<Ownership> seen, int epoch) {
        int settledEpoch = seen.map(Ownership::settledEpoch).orElse(0);
        SortedMap<Integer, Long> ends = new TreeMap<>(seen.map(Ownership::ends).orElseGet(TreeMap::new));
        long lastArrival = seen.map(Ownership::lastArrivalMillis).orElse(0L);
        boolean sealed = seen.map(Ownership::sealed).orElse(false);
        if (settledEpoch == epoch - 1) {
            return CompletableFuture.completedFuture(new Won(epoch, ends, lastArrival, sealed));
        }
        return new EpochSettler(store, key, memory).settle(settledEpoch, epoch).thenCompose(settlement -> {
            // Recorded with the ends: the next owner does not read the epochs that are settled by now.
            long arrival = Math.max(lastArrival, settlement.lastArrivalMillis());
            return table.settle(key, lease.id(), epoch, settlement.ends(), epoch - 1, arrival)
                    .thenApply(recorded -> {
                        if (!recorded) {
                            throw new ShardRefusal(RefusalReason.UNAVAILABLE);
                        }
                        ends.putAll(settlement.ends());
                        return new Won(epoch, ends, arrival, sealed);
                    });
        });
    }
}
