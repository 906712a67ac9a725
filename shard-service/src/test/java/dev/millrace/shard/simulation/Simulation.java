package dev.millrace.shard.simulation;

import dev.millrace.stream.ShardKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * One run: a while with everything that can go wrong, then peace, in which everything must work again and all that was
 * acknowledged must be there, and stay.
 */
final class Simulation {
    private static final long STORMY_TIME = 12_000 * World.MILLI;

    /** By then each call that was still under way has its answer. */
    private static final long SETTLING_DOWN = 3_000 * World.MILLI;

    /** The rows of several past lives may have to be given up by then, each after it was not seen for a whole lease. */
    private static final long RECOVERY_TIME = 10_000 * World.MILLI;

    private final World world;
    private final Cluster cluster;
    private final Faults faults;
    private final List<Client> clients = new ArrayList<>();
    private final Set<ShardKey> toBeSealed = new HashSet<>();

    private Simulation(long seed, Variant variant, boolean traced) {
        world = new World(seed, traced);
        cluster = new Cluster(world, variant);
        faults = new Faults(world, cluster);
        AtomicLong names = new AtomicLong();
        for (int i = 0; i < 3; i++) {
            clients.add(new Client(world, cluster, names::incrementAndGet));
        }
    }

    /**
     * Runs one seed.
     *
     * @return how many records there were in the end
     * @throws Violation if something happened that must not
     */
    static int run(long seed, Variant variant) {
        return new Simulation(seed, variant, false).run();
    }

    /** Runs one seed again, to see what has led to its violation. */
    static List<String> trace(long seed, Variant variant) {
        Simulation simulation = new Simulation(seed, variant, true);
        try {
            simulation.run();
        } catch (Violation violation) {
            // It stands at the end of the trace.
        }
        return simulation.world.traceLines();
    }

    private int run() {
        cluster.nodes().stream()
                .limit(1 + world.random().nextInt(cluster.nodes().size()))
                .forEach(SimulatedNode::start);
        clients.forEach(Client::begin);
        faults.begin();
        sealSome();
        world.runFor(STORMY_TIME);
        faults.end();
        clients.forEach(Client::rest);
        world.runFor(SETTLING_DOWN);
        recover();
        int records = cluster.history().records();
        takeOver();
        recover();
        return records;
    }

    /** Some shards are split or merged meanwhile; some twice, by those who do not know of each other. */
    private void sealSome() {
        for (ShardKey key : cluster.shards()) {
            for (int asked = world.chance(0.3) ? 1 + world.random().nextInt(2) : 0; asked > 0; asked--) {
                Client client = clients.get(world.random().nextInt(clients.size()));
                toBeSealed.add(key);
                world.after(world.between(0, STORMY_TIME / (double) World.MILLI), () -> client.seal(key));
            }
        }
    }

    /** Every shard takes a record again unless it is sealed, and shows all. */
    private void recover() {
        for (ShardKey key : cluster.shards()) {
            Client client = clients.get(0);
            ShardHistory history = cluster.history().of(key);
            long[] last = {-1};
            if (toBeSealed.contains(key)) {
                client.seal(key);
                await(history::isSealed, "shard " + key.shard() + " cannot be sealed");
                last[0] = history.sealedEnd() - 1;
            } else {
                appendUntilTaken(client, key, last);
                await(() -> last[0] >= 0, "shard " + key.shard() + " takes no record");
            }
            long[] end = {-1};
            readToEnd(client, key, 0, last[0], end);
            await(() -> end[0] >= 0, "shard " + key.shard() + " cannot be read");
            cluster.history().of(key).readWhole(end[0]);
        }
    }

    private void appendUntilTaken(Client client, ShardKey key, long[] appended) {
        client.append(key, 1, last -> {
            if (last == null) {
                appendUntilTaken(client, key, appended);
            } else {
                appended[0] = last;
            }
        });
    }

    private void readToEnd(Client client, ShardKey key, long from, long last, long[] end) {
        client.read(key, from, 50, result -> {
            if (result != null && result.nextIndex() > last) {
                end[0] = result.nextIndex();
            } else {
                readToEnd(client, key, result == null ? from : result.nextIndex(), last, end);
            }
        });
    }

    /** New owners everywhere, after all that was late has come. */
    private void takeOver() {
        world.runFor(6_000 * World.MILLI);
        cluster.nodes().forEach(SimulatedNode::kill);
        cluster.nodes().forEach(SimulatedNode::start);
    }

    private void await(Supplier<Boolean> condition, String otherwise) {
        if (!world.runUntil(condition, RECOVERY_TIME)) {
            world.fail(new Violation("after all faults have ended " + otherwise));
            world.runFor(1);
        }
    }
}
