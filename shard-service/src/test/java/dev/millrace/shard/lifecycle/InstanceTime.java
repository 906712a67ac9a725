package dev.millrace.shard.lifecycle;

import dev.millrace.service.time.ClockSettings;
import dev.millrace.service.time.TrustedClock;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.TrustedNodeClock;
import dev.millrace.shard.simulation.SimulatedClock;
import dev.millrace.shard.simulation.StoreLink;
import dev.millrace.shard.simulation.World;
import java.time.Duration;
import java.util.List;

/** A machine's clocks as its process goes by them: the wall clock may be set to anything, and is held against the store's. */
final class InstanceTime {
    private static final ClockSettings SETTINGS =
            new ClockSettings(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(1));

    private final World world;
    private final BrokenRule rule;
    private final long origin;
    private final double rate;
    private final TrustedClock wall;
    private long wrongByMillis;

    InstanceTime(World world, BrokenRule rule) {
        this.world = world;
        this.rule = rule;
        this.origin = world.random().nextLong();
        this.rate = 0.9999 + world.random().nextDouble() * 0.0002;
        this.wall = new TrustedClock(this::nanoTime, this::machineMillis, SETTINGS);
    }

    /** Begins to ask the store what time it is. */
    void start(StoreLink link) {
        link.once(() -> SimulatedClock.trueMillis(world)).whenComplete((time, failure) -> {
            if (failure == null) {
                wall.witnessed(List.of(rule == BrokenRule.CLOCKS_ARE_BELIEVED ? machineMillis() : time));
            }
        });
        world.after(SETTINGS.checkInterval().toNanos(), () -> start(link));
    }

    long nanoTime() {
        return origin + (long) (world.now() * rate);
    }

    private long machineMillis() {
        return SimulatedClock.trueMillis(world) + wrongByMillis;
    }

    double rate() {
        return rate;
    }

    TrustedClock trusted() {
        return wall;
    }

    NodeClock asNodeClock() {
        return new TrustedNodeClock(this::nanoTime, wall);
    }

    /** Nobody's clock is exact, so zero is right to within some seconds. */
    void setWrong(long millis) {
        wrongByMillis = millis;
    }
}
