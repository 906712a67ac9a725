package dev.millrace.shard.simulation;

/** What goes wrong in a run: one thing after another, often several at once. */
final class Faults {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long YEAR_MILLIS = 365 * 24 * HOUR_MILLIS;

    private final World world;
    private final Cluster cluster;
    private boolean over;

    Faults(World world, Cluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    void begin() {
        for (SimulatedNode node : cluster.nodes()) {
            if (world.chance(0.1)) {
                world.trace(() -> node.address() + " has started a year ahead");
                node.clock().jump(YEAR_MILLIS);
            }
        }
        world.after(world.between(100, 900), this::next);
    }

    private void next() {
        if (over) {
            return;
        }
        SimulatedNode node =
                cluster.nodes().get(world.random().nextInt(cluster.nodes().size()));
        switch (world.random().nextInt(11)) {
            case 0 -> pause(node, world.between(20, 3_500));
            case 1, 2 -> {
                late();
                world.after(world.between(1, 60), () -> pause(node, world.between(1_500, 4_000)));
            }
            case 3 -> {
                node.kill();
                world.after(world.between(50, 2_500), node::start);
            }
            case 4 -> {
                node.stopCleanly();
                world.after(world.between(300, 4_000), node::start);
            }
            case 5 -> node.cutOff(world.between(50, 3_500));
            case 6 -> jumpClock(node);
            case 7 -> {
                world.trace(() -> "a replica stops");
                cluster.quorum().stop(world.random().nextInt(Quorum.REPLICAS));
                world.after(world.between(100, 3_000), cluster.quorum()::heal);
            }
            case 8 -> storm();
            case 9 -> {
                // With blocks still under way when the lease, which cannot be renewed, runs out.
                node.failChanges(world.between(200, 3_500));
                world.after(world.between(600, 1_000), this::late);
            }
            default -> node.start();
        }
        world.after(world.between(50, 900), this::next);
    }

    /** For good, or as far as a year for a moment. */
    private void jumpClock(SimulatedNode node) {
        if (world.chance(0.3)) {
            world.trace(() -> "the clock of " + node.address() + " is a year ahead for a moment");
            node.clock().jump(YEAR_MILLIS);
            world.after(world.between(200, 1_500), node.clock()::setRight);
            return;
        }
        long millis = world.random().nextLong(-5 * HOUR_MILLIS, 5 * HOUR_MILLIS);
        world.trace(() -> "the clock of " + node.address() + " jumps by " + millis + " ms");
        node.clock().jump(millis);
    }

    private void pause(SimulatedNode node, long nanos) {
        node.pause();
        world.after(nanos, node::resume);
    }

    /** Much of what is sent for a moment arrives much later. */
    private void late() {
        world.trace(() -> "much is late");
        cluster.weather().set(0, 0.5, 1);
        world.after(world.between(10, 150), cluster.weather()::calm);
    }

    /** Loss and lateness for a while. */
    private void storm() {
        double loss = world.random().nextDouble() * 0.15;
        double late = world.random().nextDouble() * 0.3;
        world.trace(() -> "a storm: loss %.2f, late %.2f".formatted(loss, late));
        cluster.weather().set(loss, late, 1 + world.random().nextInt(20));
        world.after(world.between(100, 2_500), cluster.weather()::calm);
    }

    /** Everything works again, with all nodes running. */
    void end() {
        over = true;
        world.trace(() -> "all faults end");
        cluster.weather().calm();
        cluster.quorum().heal();
        for (SimulatedNode node : cluster.nodes()) {
            node.clock().setRight();
            node.resume();
            node.reconnect();
            node.start();
        }
    }
}
