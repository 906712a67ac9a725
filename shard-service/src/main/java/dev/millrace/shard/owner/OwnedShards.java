package dev.millrace.shard.owner;

import dev.millrace.shard.lease.InstanceLease;
import dev.millrace.shard.lease.InstanceTable.Instance;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.lease.Membership;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.owner.ShardAcquisition.Won;
import dev.millrace.shard.refusal.RefusalReason;
import dev.millrace.shard.refusal.ShardRefusal;
import dev.millrace.stream.ShardKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shards of this instance. A shard is taken over when it is first asked for, if no living instance owns it and this
 * one should: a thousand idle shards cost nothing. Shards that another instance should own are handed over, a few at a
 * time.
 */
public final class OwnedShards {
    private static final Logger log = LoggerFactory.getLogger(OwnedShards.class);
    private static final int HANDED_OVER_AT_ONCE = 8;
    private static final Duration REBALANCE_INTERVAL = Duration.ofSeconds(1);

    private final InstanceLease instanceLease;
    private final Membership membership;
    private final OwnershipTable table;
    private final BlockStore store;
    private final ByteQueue memory;
    private final ShardOpener opener;
    private final Function<ShardKey, ShardLoop> loops;
    private final ShardLoop instanceLoop;
    private final Map<ShardKey, ShardSlot> slots = new ConcurrentHashMap<>();
    private final AtomicLong takenOver = new AtomicLong();
    private volatile boolean closing;

    /** @param memory bounds what all shards together are reading from the store */
    public OwnedShards(
            InstanceLease instanceLease,
            Membership membership,
            OwnershipTable table,
            BlockStore store,
            ByteQueue memory,
            ShardOpener opener,
            Function<ShardKey, ShardLoop> loops,
            ShardLoop instanceLoop) {
        this.instanceLease = instanceLease;
        this.membership = membership;
        this.table = table;
        this.store = store;
        this.memory = memory;
        this.opener = (key, lease, epoch, ends, lastArrivalMillis, onLeaseLost) -> {
            takenOver.incrementAndGet();
            return opener.open(key, lease, epoch, ends, lastArrivalMillis, onLeaseLost);
        };
        this.loops = loops;
        this.instanceLoop = instanceLoop;
        instanceLease.onLapse(this::dropAllOf);
    }

    public void start() {
        instanceLoop.schedule(REBALANCE_INTERVAL, this::rebalance);
    }

    /** Uses a shard, after taking it over if need be. */
    public void use(ShardKey key, ShardUse use) {
        Lease lease = instanceLease.valid();
        if (closing || lease == null) {
            use.refused(refusal(key));
            return;
        }
        ShardSlot slot = slots.computeIfAbsent(key, this::newSlot);
        slot.loop().execute(() -> slot.use(lease, use));
    }

    /**
     * Makes a shard's log final, after taking the shard over if need be: nothing is appended to it any more, by whatever
     * owner. Asked again it answers the same.
     *
     * @return completes on the shard's loop, or fails with {@link ShardRefusal}
     */
    public CompletionStage<SealedLog> seal(ShardKey key) {
        CompletableFuture<SealedLog> sealed = new CompletableFuture<>();
        Lease lease = instanceLease.valid();
        if (closing || lease == null) {
            sealed.completeExceptionally(refusal(key));
            return sealed;
        }
        ShardSlot slot = slots.computeIfAbsent(key, this::newSlot);
        slot.loop().execute(() -> slot.seal(lease, sealed));
        return sealed;
    }

    /** One that is about to leave names its successor, though no other instance knows of it yet. */
    private ShardRefusal refusal(ShardKey key) {
        Optional<String> successor = closing ? preferredAddress(key) : Optional.empty();
        return successor
                .map(address -> new ShardRefusal(RefusalReason.NOT_OWNER, address))
                .orElseGet(() -> new ShardRefusal(RefusalReason.UNAVAILABLE));
    }

    private ShardSlot newSlot(ShardKey key) {
        return new ShardSlot(key, loops.apply(key), table, opener, lease -> acquire(key, lease));
    }

    private CompletionStage<Won> acquire(ShardKey key, Lease lease) {
        // What has waited for a shard to be handed over must not take it back.
        return closing
                ? CompletableFuture.failedFuture(refusal(key))
                : new ShardAcquisition(table, store, memory, membership, key, lease, instanceLease.address()).run();
    }

    /**
     * Who to ask for a shard: an address, or empty when that cannot be told. Nearly always the owner is who should own it, and this
     * instance knows that without a look at the table: after a death every gateway asks for every shard. The
     * few that another one still has are refused there, by the table, with the owner's address.
     */
    public CompletionStage<Optional<String>> locate(ShardKey key) {
        ShardSlot slot = slots.get(key);
        if (slot != null && slot.isOwned()) {
            return CompletableFuture.completedFuture(Optional.of(instanceLease.address()));
        }
        if (instanceLease.valid() != null) {
            Optional<String> preferred = preferredAddress(key);
            if (preferred.isPresent()) {
                return CompletableFuture.completedFuture(preferred);
            }
        }
        // Who has no lease may not have heard of the others for a while.
        return table.read(key).thenCompose(seen -> {
            Optional<Ownership> owned =
                    seen.filter(ownership -> ownership.owner().isPresent());
            if (owned.isEmpty()) {
                return CompletableFuture.completedFuture(preferredAddress(key));
            }
            return membership
                    .isAlive(owned.get().owner().orElseThrow())
                    .thenApply(alive -> alive ? Optional.of(owned.get().address()) : preferredAddress(key));
        });
    }

    private Optional<String> preferredAddress(ShardKey key) {
        Optional<Instance> preferred =
                closing ? membership.successorOf(instanceLease.address(), key) : membership.preferredOwner(key);
        return preferred.map(Instance::address);
    }

    /** How often a shard was taken over, its log settled, and opened here. */
    public long takenOver() {
        return takenOver.get();
    }

    /** The shards that are owned now. */
    public List<ShardKey> owned() {
        return slots.values().stream()
                .filter(ShardSlot::isOwned)
                .map(ShardSlot::key)
                .toList();
    }

    /** Runs a task with each owned shard, on its loop. */
    public void forEachOwned(BiConsumer<ShardKey, OwnedShard> task) {
        slots.values()
                .forEach(slot -> slot.loop().execute(() -> slot.ifOwned(shard -> task.accept(slot.key(), shard))));
    }

    /** Hands every shard back, so that others need not wait for the lease to run out. */
    public CompletionStage<Void> close() {
        closing = true;
        return CompletableFuture.allOf(
                slots.values().stream().map(ShardSlot::release).toArray(CompletableFuture[]::new));
    }

    private void rebalance() {
        if (closing) {
            return;
        }
        Lease lease = instanceLease.valid();
        if (lease != null) {
            slots.values().stream()
                    .filter(ShardSlot::isOwned)
                    .filter(slot -> membership
                            .preferredOwner(slot.key())
                            .filter(preferred -> !preferred.address().equals(instanceLease.address()))
                            .isPresent())
                    .limit(HANDED_OVER_AT_ONCE)
                    .forEach(ShardSlot::release);
        }
        instanceLoop.schedule(REBALANCE_INTERVAL, this::rebalance);
    }

    /** Drops a shard of a stream that is gone, for good. */
    public void forget(ShardKey key) {
        ShardSlot slot = slots.remove(key);
        if (slot != null) {
            slot.loop().execute(slot::drop);
        }
    }

    private void dropAllOf(Lease lease) {
        slots.values().forEach(slot -> slot.loop().execute(() -> slot.dropIf(lease)));
    }
}
