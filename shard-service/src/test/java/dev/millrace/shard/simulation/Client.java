package dev.millrace.shard.simulation;

import dev.millrace.shard.read.ReadResult;
import dev.millrace.stream.ShardKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Appends and reads all the time, on all shards, as several programs behind one gateway do. */
final class Client {
    private final World world;
    private final Cluster cluster;
    private final LongSupplier names;
    private final Map<ShardKey, SimulatedNode> owners = new HashMap<>();
    private boolean resting;

    Client(World world, Cluster cluster, LongSupplier names) {
        this.world = world;
        this.cluster = cluster;
        this.names = names;
    }

    void begin() {
        for (ShardKey key : cluster.shards()) {
            appendOn(key);
            readOn(key, 0);
        }
    }

    /** Begins nothing new. */
    void rest() {
        resting = true;
    }

    private void appendOn(ShardKey key) {
        if (!resting) {
            int count = 1 + world.random().nextInt(5);
            append(key, count, last -> world.after(world.between(1, 60), () -> appendOn(key)));
        }
    }

    private void readOn(ShardKey key, long from) {
        if (!resting) {
            read(key, from, 1 + world.random().nextInt(60), result -> {
                long next = result == null ? from : result.nextIndex();
                world.after(world.between(1, 60), () -> readOn(key, onwards(key, next)));
            });
        }
    }

    /** Mostly where the last read ended, else from the start, or from the newest record on. */
    private long onwards(ShardKey key, long next) {
        double choice = world.random().nextDouble();
        if (choice < 0.02) {
            return 0;
        }
        return choice < 0.1 ? Math.max(0, cluster.history().of(key).lastAcknowledged()) : next;
    }

    void append(ShardKey key, int count, Consumer<@Nullable Long> done) {
        ShardHistory history = cluster.history().of(key);
        List<Long> records = LongStream.generate(names).limit(count).boxed().toList();
        long after = world.chance(0.3) ? Math.max(0, history.lastAcknowledged()) : 0;
        new AppendCall(world, this, key, history, records, after, done).send();
    }

    /** Seals the shard, however often that has to be asked for. */
    void seal(ShardKey key) {
        new SealCall(world, this, key, cluster.history().of(key), log -> {
                    if (log == null) {
                        seal(key);
                    }
                })
                .send();
    }

    void read(ShardKey key, long from, int maxRecords, Consumer<@Nullable ReadResult> done) {
        new ReadCall(world, this, key, cluster.history().of(key), from, maxRecords, done).send();
    }

    /** The last known owner, or anybody; sometimes anybody all the same, as stale caches do. */
    SimulatedNode route(ShardKey key) {
        SimulatedNode anybody =
                cluster.nodes().get(world.random().nextInt(cluster.nodes().size()));
        return world.chance(0.1) ? anybody : owners.computeIfAbsent(key, shard -> anybody);
    }

    void learn(ShardKey key, String owner) {
        owners.remove(key);
        cluster.nodes().stream().filter(node -> node.address().equals(owner)).forEach(node -> owners.put(key, node));
    }
}
