package dev.millrace.shard.lifecycle;

import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.metadata.StreamRemovals;
import dev.millrace.metadata.grpc.StreamCatalogEndpoint;
import dev.millrace.service.RefusalInterceptor;
import dev.millrace.shard.append.AppendSettings;
import dev.millrace.shard.encryption.ShardCipher;
import dev.millrace.shard.lease.InstanceLease;
import dev.millrace.shard.lease.LeaseSettings;
import dev.millrace.shard.lease.Membership;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.memory.ByteBudget;
import dev.millrace.shard.memory.ByteQueue;
import dev.millrace.shard.memory.ShardMemory;
import dev.millrace.shard.owner.OwnedShardOpener;
import dev.millrace.shard.owner.OwnedShardSettings;
import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.owner.OwnershipTable;
import dev.millrace.shard.owner.ShardFacts;
import dev.millrace.shard.read.ReadSettings;
import dev.millrace.shard.retention.RetentionSettings;
import dev.millrace.shard.retention.RetentionSweep;
import dev.millrace.shard.retention.StreamFacts;
import dev.millrace.shard.retention.SweepScope;
import dev.millrace.shard.retention.UnknownShards;
import dev.millrace.shard.simulation.SimulatedProcess;
import dev.millrace.shard.simulation.StoreLink;
import dev.millrace.shard.simulation.World;
import dev.millrace.shard.throughput.ThroughputSettings;
import dev.millrace.stream.ShardKey;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;

/** An instance of the shard service: owns shards, knows streams by a copy, and removes what has expired. */
final class ShardNode {
    private static final LeaseSettings LEASE = new LeaseSettings(
            Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(10), false);
    private static final Duration BUCKET_SPAN = Duration.ofMinutes(5);
    private static final AppendSettings APPEND =
            new AppendSettings(400, 3, 20_000, BUCKET_SPAN, 3_000, Duration.ofSeconds(1));
    private static final ReadSettings READ = new ReadSettings(800, 20_000, 1_500, 2);
    private static final ThroughputSettings UNLIMITED = new ThroughputSettings(false, 1, 1, 1, 1, 1);
    private static final RetentionSettings SWEEP =
            new RetentionSettings(Duration.ofMinutes(3), Duration.ofMinutes(1), Plant.REMOVAL_GRACE);

    private final Plant plant;
    private final World world;
    private final String address;
    private final InstanceTime time;
    private final SimulatedProcess process;
    private final StoreLink link;
    private final Server server;
    private final ManagedChannel channel;
    private final StreamMirror streams;
    private final InstanceLease lease;
    private final Membership membership;
    private final OwnedShards host;
    private final RetentionSweep sweep;

    ShardNode(Plant plant, int number, MetadataNode metadata) {
        this.plant = plant;
        this.world = plant.world();
        this.address = "shards-" + number;
        this.time = new InstanceTime(world, plant.rule());
        NodeClock clock = time.asNodeClock();
        this.process = new SimulatedProcess(world, address, time.rate());
        this.link = new StoreLink(world, plant.weather(), process);
        String name = InProcessServerBuilder.generateName();
        WorldTimers timers = new WorldTimers(world);
        this.server = serve(name, metadata, timers);
        this.channel = InProcessChannelBuilder.forName(name)
                .directExecutor()
                .scheduledExecutorService(timers)
                .build();
        this.streams = new StreamMirror(channel, time::nanoTime);
        SimulatedProcess.Loop instanceLoop = process.newLoop();
        SimulatedProcess.Loop shardLoop = process.newLoop();
        OwnershipTable ownership = plant.ownership().over(link);
        KeptBlocks store = new KeptBlocks(plant, link);
        this.lease = new InstanceLease(plant.instances().over(link), LEASE, clock, instanceLoop, address, this::newId);
        this.membership = new Membership(plant.instances().over(link), LEASE, clock, instanceLoop, lease);
        ByteQueue fetching = new ByteQueue(3_000);
        OwnedShardOpener opener = new OwnedShardOpener(
                store,
                key -> shardLoop,
                clock,
                ShardFacts.from(streams, clock),
                new OwnedShardSettings(APPEND, READ, UNLIMITED, 1_500),
                new ShardMemory(
                        new ByteBudget(50_000), new ByteQueue(1), new ByteBudget(4_000), fetching, new ByteQueue(1)),
                key -> ShardCipher.NONE);
        this.host = new OwnedShards(
                lease,
                membership,
                ownership,
                store,
                fetching,
                (key, own, epoch, ends, arrival, lost) -> {
                    plant.truth().opened(key, epoch);
                    return opener.open(key, own, epoch, ends, arrival, lost);
                },
                key -> shardLoop,
                instanceLoop);
        this.sweep = new RetentionSweep(
                new SweepScope(
                        ownership, store, BUCKET_SPAN, key -> lease.valid() != null && prefers(key), host::forget),
                plant.rule().facts(StreamFacts.from(streams, new StreamRemovals(channel))),
                new UnknownShards(clock),
                instanceLoop,
                time.trusted(),
                SWEEP);
    }

    private static Server serve(String name, MetadataNode metadata, WorldTimers timers) {
        try {
            return InProcessServerBuilder.forName(name)
                    .directExecutor()
                    .scheduledExecutorService(timers)
                    .intercept(new RefusalInterceptor())
                    .addService(new StreamCatalogEndpoint(metadata.catalog(), null, null, metadata.watches(), null))
                    .build()
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private UUID newId() {
        return new UUID(world.random().nextLong(), world.random().nextLong());
    }

    void start() {
        time.start(link);
        streams.start();
        lease.start();
        membership.start();
        // Shards stay where they are: who has them is the first simulation's matter, and looking at it each second its
        // cost.
        sweep.start();
    }

    void close() {
        streams.close();
        channel.shutdownNow();
        server.shutdownNow();
    }

    boolean prefers(ShardKey key) {
        return membership.prefers(key, address);
    }

    OwnedShards host() {
        return host;
    }

    InstanceTime time() {
        return time;
    }

    String address() {
        return address;
    }

    void cutOff(long nanos) {
        plant.world().trace(() -> address + " is cut off from the store for " + nanos / 1_000_000_000 + " s");
        link.cut(nanos);
    }

    void reconnect() {
        link.restore();
    }
}
