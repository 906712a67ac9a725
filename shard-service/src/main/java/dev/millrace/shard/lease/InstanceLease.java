package dev.millrace.shard.lease;

import dev.millrace.shard.lease.InstanceTable.Renewal;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.ShardLoop;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this instance's heartbeat row alive, and with it the {@link Lease} under which it owns shards.
 *
 * <pre>
 *              register                renewed in time
 *   (start) ─────────────▶ registered ◀───────────────┐
 *              ▲               │      ────────────────┘
 *              │ new id        │ not renewed in time, or declared dead by another
 *              └─────────── lapsed
 * </pre>
 *
 * A renewal counts from before it was sent. One whose answer comes after the lease has run out revives nothing: by then
 * another instance may have taken over.
 */
public final class InstanceLease {
    private static final Logger log = LoggerFactory.getLogger(InstanceLease.class);

    /** When renewals fail at once, as they do while no node can be reached. Most of the time goes by with waiting for answers. */
    private static final int TRIES_PER_INTERVAL = 10;

    private final InstanceTable table;
    private final LeaseSettings settings;
    private final NodeClock clock;
    private final ShardLoop loop;
    private final String address;
    private final Supplier<UUID> ids;
    private Consumer<Lease> onLapse = lease -> {};
    private volatile @Nullable Lease current;
    private long beat;
    private boolean renewalFails;
    private boolean closed;
    private volatile long lapses;

    /**
     * @param address where the gateways reach this instance
     * @param ids gives each life its own id
     */
    public InstanceLease(
            InstanceTable table,
            LeaseSettings settings,
            NodeClock clock,
            ShardLoop loop,
            String address,
            Supplier<UUID> ids) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
        this.loop = loop;
        this.address = address;
        this.ids = ids;
    }

    /** Whom to tell, on the instance's loop, that a lease is over and all it owned with it. */
    public void onLapse(Consumer<Lease> listener) {
        this.onLapse = listener;
    }

    public void start() {
        loop.execute(this::register);
    }

    /** The lease of this moment, if there is one and it is valid. */
    public @Nullable Lease valid() {
        Lease lease = current;
        return lease != null && lease.isValid() ? lease : null;
    }

    /** How often this instance has lost its lease while it ran. */
    public long lapses() {
        return lapses;
    }

    public String address() {
        return address;
    }

    /** Gives the lease up; what it owned must have been handed back before. */
    public void close(Runnable done) {
        loop.execute(() -> {
            closed = true;
            Lease lease = current;
            if (lease == null) {
                done.run();
                return;
            }
            lease.end();
            current = null;
            var unused = table.declareDead(lease.id(), beat)
                    .thenCompose(dead -> table.remove(lease.id()))
                    .whenComplete((removed, failure) -> done.run());
        });
    }

    private void register() {
        if (closed) {
            return;
        }
        UUID id = ids.get();
        long sentAt = clock.nanoTime();
        var unused = table.register(id, address)
                .whenCompleteAsync(
                        (registered, failure) -> {
                            if (failure != null) {
                                log.warn("Cannot register this instance yet: {}", failure.toString());
                                declareOver(id, 0);
                                loop.schedule(settings.renewalInterval(), this::register);
                                return;
                            }
                            beat = 0;
                            Lease lease = new Lease(id, clock, sentAt, settings.duration());
                            if (!lease.isValid()) {
                                declareOver(id, 0);
                                register();
                                return;
                            }
                            current = lease;
                            log.info("Registered as instance {}", id);
                            loop.schedule(settings.renewalInterval(), () -> renew(lease));
                        },
                        loop);
    }

    private void renew(Lease lease) {
        if (closed || current != lease) {
            return;
        }
        if (!lease.isValid()) {
            lapse(lease, "it ran out before it could be renewed");
            return;
        }
        long sentAt = clock.nanoTime();
        var unused = table.renew(lease.id(), beat)
                .whenCompleteAsync(
                        (renewal, failure) -> {
                            if (closed || current != lease) {
                                return;
                            }
                            if (!lease.isValid()) {
                                lapse(lease, "it ran out while it was renewed");
                            } else if (failure != null) {
                                tellOfFailure(failure);
                                loop.schedule(
                                        settings.renewalInterval().dividedBy(TRIES_PER_INTERVAL), () -> renew(lease));
                            } else {
                                renewed(lease, sentAt, renewal);
                            }
                        },
                        loop);
    }

    /** Once for an outage, not for every try. */
    private void tellOfFailure(Throwable failure) {
        if (!renewalFails) {
            log.warn("A renewal of the instance lease failed: {}", failure.toString());
        }
        renewalFails = true;
    }

    private void renewed(Lease lease, long sentAt, Renewal renewal) {
        if (!renewal.alive()) {
            lapse(lease, "another instance declared this one dead");
        } else {
            beat = renewal.beat();
            renewalFails = false;
            if (renewal.applied()) {
                lease.extend(sentAt, settings.duration());
                loop.schedule(settings.renewalInterval(), () -> renew(lease));
            } else {
                // An earlier renewal of ours was stored although its answer was lost: go on from what is there.
                renew(lease);
            }
        }
    }

    private void lapse(Lease lease, String why) {
        log.warn("The lease of instance {} is over: {}", lease.id(), why);
        lease.end();
        lapses = lapses + 1;
        current = null;
        onLapse.accept(lease);
        declareOver(lease.id(), beat);
        register();
    }

    /**
     * Spares everyone, this instance's next life too, the wait for a life that is known to be over. If it fails, or the
     * beat is another one because a renewal's answer was lost, they find out by themselves.
     */
    private void declareOver(UUID id, long lastBeat) {
        var unused = table.declareDead(id, lastBeat).whenComplete((dead, failure) -> {
            if (failure != null) {
                log.debug("Cannot declare the former life {} dead: {}", id, failure.toString());
            }
        });
    }
}
