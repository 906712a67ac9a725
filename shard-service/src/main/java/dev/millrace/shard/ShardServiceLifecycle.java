package dev.millrace.shard;

import dev.millrace.shard.grpc.WriteRateReports;
import dev.millrace.shard.lease.InstanceLease;
import dev.millrace.shard.lease.Membership;
import dev.millrace.shard.loop.EventLoops;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.retention.RetentionSweep;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Begins to own shards when the service is up, and hands them all over before it goes: the gRPC server still answers then,
 * and tells callers whom to ask.
 */
final class ShardServiceLifecycle implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ShardServiceLifecycle.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final long HAND_OVER_SECONDS = 8;

    private final InstanceLease lease;
    private final Membership membership;
    private final OwnedShards shards;
    private final RetentionSweep retention;
    private final WriteRateReports rates;
    private final EventLoops loops;
    private final Duration tailAge;
    private final ByteBudget tailMemory;
    private volatile boolean running;

    ShardServiceLifecycle(
            InstanceLease lease,
            Membership membership,
            OwnedShards shards,
            RetentionSweep retention,
            WriteRateReports rates,
            EventLoops loops,
            Duration tailAge,
            ByteBudget tailMemory) {
        this.lease = lease;
        this.membership = membership;
        this.shards = shards;
        this.retention = retention;
        this.rates = rates;
        this.loops = loops;
        this.tailAge = tailAge;
        this.tailMemory = tailMemory;
    }

    @Override
    public void start() {
        running = true;
        lease.start();
        membership.start();
        shards.start();
        retention.start();
        rates.start();
        loops.instanceLoop().schedule(TICK, this::evictIdleTails);
    }

    private void evictIdleTails() {
        if (running) {
            // When all tails together are nearly full, shards at rest give theirs up sooner, for those that grow.
            boolean scarce = tailMemory.current() > tailMemory.limit() / 8 * 7;
            long age = scarce ? tailAge.toMillis() / 16 : tailAge.toMillis();
            long before = NodeClock.SYSTEM.wallMillis() - age;
            shards.forEachOwned((key, shard) -> shard.tail().evictOlderThan(before));
            loops.instanceLoop().schedule(TICK, this::evictIdleTails);
        }
    }

    @Override
    public void stop(Runnable stopped) {
        running = false;
        retention.close();
        rates.close();
        var unused = shards.close()
                .toCompletableFuture()
                .orTimeout(HAND_OVER_SECONDS, TimeUnit.SECONDS)
                .handle((handedOver, failure) -> {
                    if (failure != null) {
                        log.warn("Not every shard could be handed over: others wait for the lease to run out");
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    CompletableFuture<Void> ended = new CompletableFuture<>();
                    membership.close();
                    lease.close(() -> ended.complete(null));
                    return ended.orTimeout(2, TimeUnit.SECONDS).thenCompose(gone -> untilOthersKnow());
                })
                .thenCompose(ended -> ended)
                .whenComplete((ended, failure) -> stopped.run());
    }

    /** Callers are sent to the successors until those that they ask next have looked at who is there. */
    private CompletableFuture<Void> untilOthersKnow() {
        boolean alone = membership.alive().stream()
                .allMatch(instance -> instance.address().equals(lease.address()));
        return alone
                ? CompletableFuture.completedFuture(null)
                : new CompletableFuture<Void>()
                        .completeOnTimeout(null, ShardSettings.LEASE_POLL.toMillis() * 2, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        stop(() -> stopped.complete(null));
        stopped.join();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped first of all. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
