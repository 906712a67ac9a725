package dev.millrace.shard.lease;

import dev.millrace.shard.lease.InstanceTable.Instance;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.stream.ShardKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which instances are alive, as this one sees it. An instance is declared dead only after this one has itself seen its
 * beat stand still for the whole lease and a margin; the compare-and-set that does it proves that the beat still stood.
 */
public final class Membership {
    private static final Logger log = LoggerFactory.getLogger(Membership.class);

    /** How long the row of a dead instance stays, so that slower instances learn of the death from it. */
    private static final Duration DEAD_ROW_STAYS = Duration.ofMinutes(10);

    private final InstanceTable table;
    private final LeaseSettings settings;
    private final NodeClock clock;
    private final ShardLoop loop;
    private final InstanceLease self;
    private final Map<UUID, Sighting> sightings = new HashMap<>();
    private boolean predecessorsDeclared;
    private boolean closed;
    private volatile List<Instance> rows = List.of();

    public Membership(
            InstanceTable table, LeaseSettings settings, NodeClock clock, ShardLoop loop, InstanceLease self) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
        this.loop = loop;
        this.self = self;
    }

    public void start() {
        loop.execute(this::poll);
    }

    public void close() {
        loop.execute(() -> closed = true);
    }

    /** The instances that were alive when last looked. */
    public List<Instance> alive() {
        return rows.stream().filter(Instance::alive).toList();
    }

    /**
     * Who should own a shard: rendezvous hashing, so that few shards move when an instance comes or goes. By the address, which
     * stays: an instance that has lost its lease for a moment, or was restarted, gets back what it had.
     */
    public Optional<Instance> preferredOwner(ShardKey key) {
        return preferredOwner(key, alive());
    }

    /** Who should own a shard once the instance of an address has left, which shows in what it hands back before it shows in its row. */
    public Optional<Instance> successorOf(String address, ShardKey key) {
        return preferredOwner(
                key,
                alive().stream()
                        .filter(instance -> !instance.address().equals(address))
                        .toList());
    }

    private static Optional<Instance> preferredOwner(ShardKey key, List<Instance> candidates) {
        return candidates.stream()
                .max(Comparator.comparingLong((Instance instance) -> weight(key, instance.address()))
                        .thenComparing(Instance::address)
                        .thenComparing(Instance::id));
    }

    /** Whether it is the instance of an address that should own a shard. */
    public boolean prefers(ShardKey key, String address) {
        return preferredOwner(key)
                .filter(preferred -> preferred.address().equals(address))
                .isPresent();
    }

    /**
     * Whether an instance that is named as an owner is alive: from what was seen last, else asked afresh, since it may
     * have registered after that. Who has no row, or a dead one, never comes back.
     */
    public CompletionStage<Boolean> isAlive(UUID owner) {
        Optional<Instance> known =
                rows.stream().filter(row -> row.id().equals(owner)).findFirst();
        if (known.isPresent()) {
            return java.util.concurrent.CompletableFuture.completedFuture(
                    known.get().alive());
        }
        return table.list()
                .thenApply(fresh -> fresh.stream().anyMatch(row -> row.id().equals(owner) && row.alive()));
    }

    private void poll() {
        if (closed) {
            return;
        }
        var unused = table.look()
                .whenCompleteAsync(
                        (fresh, failure) -> {
                            if (failure != null) {
                                log.debug("Cannot look at the other instances: {}", failure.toString());
                            } else {
                                observe(fresh);
                            }
                            loop.schedule(settings.pollInterval(), this::poll);
                        },
                        loop);
    }

    private void observe(List<Instance> fresh) {
        long now = clock.nanoTime();
        Lease own = self.valid();
        if (own == null || fresh.stream().noneMatch(row -> row.id().equals(own.id()))) {
            // Before this instance stands in the table itself it judges nobody.
            return;
        }
        rows = List.copyOf(fresh);
        sightings.keySet().retainAll(fresh.stream().map(Instance::id).toList());
        boolean declareAll = settings.predecessorsAreDead() && !predecessorsDeclared;
        predecessorsDeclared = true;
        for (Instance row : fresh) {
            if (row.id().equals(own.id())) {
                continue;
            }
            Sighting sighting = sightings.get(row.id());
            if (sighting == null || sighting.beat != row.beat() || sighting.alive != row.alive()) {
                sighting = new Sighting(row.beat(), row.alive(), now);
                sightings.put(row.id(), sighting);
            }
            Duration unchanged = Duration.ofNanos(now - sighting.since);
            if (!row.alive() && unchanged.compareTo(DEAD_ROW_STAYS) > 0) {
                forget(row);
            } else if (row.alive()
                    && (declareAll || unchanged.compareTo(settings.duration().plus(settings.margin())) > 0)) {
                declareDead(row);
            }
        }
    }

    private void declareDead(Instance row) {
        var unused = table.declareDead(row.id(), row.beat())
                .whenCompleteAsync(
                        (dead, failure) -> {
                            if (failure == null && dead) {
                                log.warn(
                                        "Instance {} at {} is dead: its heartbeat has stopped",
                                        row.id(),
                                        row.address());
                                rows = rows.stream()
                                        .map(old -> old.id().equals(row.id())
                                                ? new Instance(old.id(), old.address(), old.beat(), false)
                                                : old)
                                        .toList();
                            }
                        },
                        loop);
    }

    private void forget(Instance row) {
        var unused = table.remove(row.id()).whenComplete((removed, failure) -> {
            if (failure != null) {
                log.debug("Cannot remove the row of a dead instance: {}", failure.toString());
            }
        });
    }

    private static long weight(ShardKey key, String address) {
        long bits = mix(key.stream().value().getMostSignificantBits());
        bits = mix(bits ^ key.stream().value().getLeastSignificantBits());
        bits = mix(bits ^ key.shard());
        for (int i = 0; i < address.length(); i++) {
            bits = mix(bits ^ address.charAt(i));
        }
        return bits >>> 1;
    }

    /** The finalizer of MurmurHash3: every input bit changes every output bit with even odds. */
    private static long mix(long value) {
        long bits = value + 0x9e3779b97f4a7c15L;
        bits = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
        bits = (bits ^ bits >>> 33) * 0xc4ceb9fe1a85ec53L;
        return bits ^ bits >>> 33;
    }

    private record Sighting(long beat, boolean alive, long since) {}
}
