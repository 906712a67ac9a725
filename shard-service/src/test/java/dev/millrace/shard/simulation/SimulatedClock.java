package dev.millrace.shard.simulation;

import dev.millrace.shard.loop.NodeClock;

/** A machine's clocks: the monotonic one a little too fast or slow, the other one anywhere. */
final class SimulatedClock implements NodeClock {
    private static final long START_OF_TIME_MILLIS = 1_800_000_000_000L;

    private final World world;
    private final double rate;
    private final long origin;
    private long wallOffsetMillis;

    SimulatedClock(World world, double rate) {
        this.world = world;
        this.rate = rate;
        this.origin = world.random().nextLong();
    }

    double rate() {
        return rate;
    }

    @Override
    public long nanoTime() {
        return origin + (long) (world.now() * rate);
    }

    @Override
    public long wallMillis() {
        return START_OF_TIME_MILLIS + wallOffsetMillis + world.now() / World.MILLI;
    }

    void jump(long millis) {
        wallOffsetMillis += millis;
    }
}
