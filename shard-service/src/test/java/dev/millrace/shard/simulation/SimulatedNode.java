package dev.millrace.shard.simulation;

import dev.millrace.shard.append.AppendSettings;
import dev.millrace.shard.encryption.ShardCipher;
import dev.millrace.shard.lease.InstanceLease;
import dev.millrace.shard.lease.InstanceTable;
import dev.millrace.shard.lease.LeaseSettings;
import dev.millrace.shard.lease.Membership;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.memory.ShardMemory;
import dev.millrace.shard.owner.OwnedShardOpener;
import dev.millrace.shard.owner.OwnedShardSettings;
import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.owner.OwnershipTable;
import dev.millrace.shard.owner.ShardOpener;
import dev.millrace.shard.read.ReadSettings;
import dev.millrace.shard.throughput.ThroughputSettings;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A machine with one shard-service instance, wired as in production, that may be stopped in every way. */
final class SimulatedNode {
    private static final LeaseSettings LEASE = new LeaseSettings(
            Duration.ofMillis(1_000), Duration.ofMillis(300), Duration.ofMillis(100), Duration.ofMillis(50), false);
    static final AppendSettings APPEND =
            new AppendSettings(400, 3, 20_000, Duration.ofMillis(700), 3_000, Duration.ofMillis(30));
    static final ReadSettings READ = new ReadSettings(800, 20_000, 1_500, 2);
    static final ThroughputSettings UNLIMITED = new ThroughputSettings(false, 1, 1, 1, 1, 1);
    private static final long TAIL_BYTES_PER_SHARD = 1_500;
    private static final long TAIL_BYTES = 4_000;
    private static final long PENDING_BYTES = 50_000;
    private static final long FETCHING_BYTES = 3_000;

    private final World world;
    private final Cluster cluster;
    private final String address;
    private final SimulatedClock clock;
    private int lives;
    private @Nullable Instance running;

    SimulatedNode(World world, Cluster cluster, int number) {
        this.world = world;
        this.cluster = cluster;
        this.address = "node-" + number;
        this.clock = new SimulatedClock(world, 0.98 + world.random().nextDouble() * 0.04);
    }

    /** One life of the service. */
    private record Instance(
            SimulatedProcess process,
            SimulatedProcess.Loop server,
            StoreLink link,
            InstanceLease lease,
            Membership membership,
            OwnedShards host) {}

    String address() {
        return address;
    }

    SimulatedClock clock() {
        return clock;
    }

    boolean isRunning() {
        return running != null;
    }

    void start() {
        if (running == null) {
            lives++;
            running = newInstance(new SimulatedProcess(world, address + "/" + lives, clock.rate()));
            world.trace(() -> address + " starts");
        }
    }

    private Instance newInstance(SimulatedProcess process) {
        StoreLink link = new StoreLink(world, cluster.weather(), process);
        InstanceTable instances = cluster.instances().over(link);
        OwnershipTable ownership = cluster.ownership().over(link);
        BlockStore store = cluster.variant().store(cluster.quorum(), link);
        SimulatedProcess.Loop instanceLoop = process.newLoop();
        SimulatedProcess.Loop shardLoop = process.newLoop();
        InstanceLease lease = new InstanceLease(instances, LEASE, clock, instanceLoop, address, this::newId);
        Membership membership = new Membership(instances, LEASE, clock, instanceLoop, lease);
        ByteQueue fetching = new ByteQueue(FETCHING_BYTES);
        OwnedShardOpener production = new OwnedShardOpener(
                store,
                key -> shardLoop,
                clock,
                EverKept.FACTS,
                new OwnedShardSettings(APPEND, READ, UNLIMITED, TAIL_BYTES_PER_SHARD),
                new ShardMemory(
                        new ByteBudget(PENDING_BYTES),
                        new ByteQueue(1),
                        new ByteBudget(TAIL_BYTES),
                        fetching,
                        new ByteQueue(1)),
                key -> ShardCipher.NONE);
        ShardOpener opener = cluster.variant().opener(production, store, shardLoop, clock);
        OwnedShards host = new OwnedShards(
                lease,
                membership,
                ownership,
                store,
                fetching,
                (key, own, epoch, ends, arrival, lost) -> {
                    cluster.history().of(key).opened(epoch);
                    world.trace(() ->
                            process.name() + " opens shard " + key.shard() + " in epoch " + epoch + " after " + ends);
                    return opener.open(key, own, epoch, ends, arrival, lost);
                },
                key -> shardLoop,
                instanceLoop);
        lease.start();
        membership.start();
        host.start();
        return new Instance(process, process.newLoop(), link, lease, membership, host);
    }

    private UUID newId() {
        return new UUID(world.random().nextLong(), world.random().nextLong());
    }

    /** Kills the process; what it has sent is still under way. */
    void kill() {
        if (running != null) {
            world.trace(() -> address + " is killed");
            running.process.kill();
            running = null;
        }
    }

    /** Hands everything over, then ends. */
    void stopCleanly() {
        Instance leaving = running;
        if (leaving == null || leaving.process.isPaused()) {
            return;
        }
        world.trace(() -> address + " stops");
        var unused = leaving.host.close().whenComplete((handedOver, failure) -> {
            leaving.membership.close();
            leaving.lease.close(() -> end(leaving));
        });
        world.after(3_000 * World.MILLI, () -> end(leaving));
    }

    private void end(Instance leaving) {
        if (running == leaving) {
            kill();
        }
    }

    void pause() {
        if (running != null) {
            world.trace(() -> address + " is paused");
            running.process.pause();
        }
    }

    void resume() {
        if (running != null && running.process.isPaused()) {
            world.trace(() -> address + " goes on");
            running.process.resume();
        }
    }

    void cutOff(long nanos) {
        if (running != null) {
            world.trace(() -> address + " is cut off from the store for " + nanos / World.MILLI + " ms");
            running.link.cut(nanos);
        }
    }

    void failChanges(long nanos) {
        if (running != null) {
            world.trace(() -> address + " can change no row for " + nanos / World.MILLI + " ms");
            running.link.failChanges(nanos);
        }
    }

    void reconnect() {
        if (running != null) {
            running.link.restore();
        }
    }

    /**
     * Delivers a request.
     *
     * @param request run by the process, whenever it comes to it
     * @return false when nobody listens
     */
    boolean deliver(Consumer<OwnedShards> request) {
        Instance target = running;
        if (target == null) {
            return false;
        }
        target.server.execute(() -> request.accept(target.host));
        return true;
    }
}
