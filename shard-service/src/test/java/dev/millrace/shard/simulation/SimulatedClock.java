package dev.millrace.shard.simulation;

import dev.millrace.service.time.ClockSettings;
import dev.millrace.service.time.TrustedClock;
import dev.millrace.shard.loop.NodeClock;
import java.time.Duration;
import java.util.List;

/**
 * A machine's clocks: the monotonic one a little too fast or slow, the other one anywhere, but held against a witness that knows the
 * time.
 */
public final class SimulatedClock implements NodeClock {
    private static final long START_OF_TIME_MILLIS = 1_800_000_000_000L;

    private static final ClockSettings SETTINGS =
            new ClockSettings(Duration.ofMinutes(1), Duration.ofMillis(500), Duration.ZERO, Duration.ofHours(1));

    private final World world;
    private final TrustedClock wall;
    private final double rate;
    private final long origin;
    private long wallOffsetMillis;

    public SimulatedClock(World world, double rate) {
        this.world = world;
        this.rate = rate;
        this.origin = world.random().nextLong();
        this.wall = new TrustedClock(this::nanoTime, this::machineMillis, SETTINGS);
        askWitness();
    }

    private void askWitness() {
        wall.witnessed(List.of(trueMillis(world)));
        world.after(SETTINGS.checkInterval().toNanos(), this::askWitness);
    }

    /** The time as no machine knows it. */
    public static long trueMillis(World world) {
        return START_OF_TIME_MILLIS + world.now() / World.MILLI;
    }

    double rate() {
        return rate;
    }

    @Override
    public long nanoTime() {
        return origin + (long) (world.now() * rate);
    }

    private long machineMillis() {
        return trueMillis(world) + wallOffsetMillis;
    }

    @Override
    public long wallMillis() {
        return wall.millis();
    }

    @Override
    public boolean isAhead() {
        return wall.isAhead();
    }

    void jump(long millis) {
        wallOffsetMillis += millis;
    }

    void setRight() {
        wallOffsetMillis = 0;
    }
}
