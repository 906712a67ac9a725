package dev.millrace.shard.testing;

import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.ShardLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;

/** A loop that runs when told, and the clocks of the machine it runs on. */
public final class ManualLoop implements ShardLoop, NodeClock {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::due));
    private long nanos = 1_000_000_000L;
    private long wallMillis = 1_800_000_000_000L;

    private boolean ahead;

    private record Timer(long due, Runnable task) {}

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        timers.add(new Timer(nanos + delay.toNanos(), task));
    }

    /** Runs what waits, and what that leads to. */
    public void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Lets time pass on both clocks, with all timers that are due then. */
    public void pass(Duration time) {
        nanos += time.toNanos();
        wallMillis += time.toMillis();
        while (!timers.isEmpty() && timers.peek().due <= nanos) {
            execute(timers.remove().task);
            run();
        }
        run();
    }

    /** Sets the wall clock, and that one alone. */
    public void setWallMillis(long millis) {
        wallMillis = millis;
    }

    /** Whether witnesses say that the wall clock is ahead. */
    public void setAhead(boolean isAhead) {
        ahead = isAhead;
    }

    @Override
    public boolean isAhead() {
        return ahead;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public long wallMillis() {
        return wallMillis;
    }
}
