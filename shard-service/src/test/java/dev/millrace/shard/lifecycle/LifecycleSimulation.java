package dev.millrace.shard.lifecycle;

import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.shard.simulation.Violation;
import dev.millrace.shard.simulation.World;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamStatus;
import java.time.Duration;
import java.util.List;

/** One run: half a day in which everything goes wrong, then peace, in which what is kept is there and what is expired goes. */
final class LifecycleSimulation {
    private static final Duration STORMY_TIME = Duration.ofHours(6);
    /** Clocks are trusted again an hour after they were set right. */
    private static final Duration PEACE = Duration.ofHours(2);

    private static final Duration RECENT = Duration.ofMinutes(10);
    private static final Duration SWEPT_WITHIN = Duration.ofMinutes(90);

    private final World world;
    private final Plant plant;

    private LifecycleSimulation(long seed, BrokenRule rule, boolean traced) {
        world = new World(seed, traced);
        plant = new Plant(world, rule);
    }

    /**
     * Runs one seed.
     *
     * @return how many records were acknowledged
     * @throws Violation if something happened that must not
     */
    static long run(long seed, BrokenRule rule) {
        return new LifecycleSimulation(seed, rule, false).run();
    }

    /** Runs one seed again, to see what has led to its violation. */
    static List<String> trace(long seed, BrokenRule rule) {
        LifecycleSimulation simulation = new LifecycleSimulation(seed, rule, true);
        try {
            simulation.run();
        } catch (Violation violation) {
            // It stands at the end of the trace.
        }
        return simulation.world.traceLines();
    }

    private long run() {
        long[] acknowledged = new long[1];
        try {
            WorldThreads.in(world, () -> acknowledged[0] = live());
        } finally {
            plant.shards().forEach(ShardNode::close);
        }
        return acknowledged[0];
    }

    private long live() {
        Users users = new Users(plant);
        Producers producers = new Producers(plant);
        Mishaps mishaps = new Mishaps(plant, users);
        mishaps.begin();
        plant.start();
        users.begin();
        producers.begin();
        world.runFor(STORMY_TIME.toNanos());
        users.rest();
        mishaps.end();
        world.runFor(PEACE.toNanos());
        producers.rest();
        long producedUntil = world.now();
        world.runFor(Duration.ofMinutes(10).toNanos());
        plant.streams().all().forEach(entry -> checkAtPeace(entry, producedUntil));
        plant.truth().checkSwept(SWEPT_WITHIN);
        // A violation that these last checks have found ends the run with its next event.
        world.after(0, () -> {});
        world.runFor(1);
        return plant.truth().acknowledgedCount();
    }

    /** Whatever was begun is done, and each open shard takes records again. */
    private void checkAtPeace(CatalogEntry entry, long producedUntil) {
        Truth truth = plant.truth();
        String name = entry.name().value();
        truth.check(
                entry.stream().status() == StreamStatus.ACTIVE
                        && entry.reshard().isEmpty(),
                () -> "after all mishaps have ended " + name + " is not active");
        for (Shard shard : entry.stream().shards().open()) {
            long last = truth.lastAcknowledgedAt(new ShardKey(entry.stream().id(), shard.index()));
            truth.check(
                    producedUntil - last < RECENT.toNanos(),
                    () -> "after all mishaps have ended shard " + shard.index() + " of " + name + " takes no records");
        }
    }
}
