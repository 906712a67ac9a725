package dev.millrace.shard.simulation;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: a queue of events, run one after another in the order of their times. Whoever needs chance takes it from
 * here, so that a seed decides everything.
 */
public final class World {
    static final long MILLI = 1_000_000;
    private static final int TRACE_LINES = 600;
    /** So few are not worth looking for. */
    private static final int FEW_CANCELLED = 64;

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.<Event>comparingLong(event -> event.time).thenComparingLong(event -> event.order));
    private int cancelled;
    private final SplittableRandom random;
    private final boolean traced;
    private final Deque<String> trace = new ArrayDeque<>();
    private long now;
    private long scheduled;
    private @Nullable Violation violation;

    public World(long seed, boolean traced) {
        this.random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + 1);
        this.traced = traced;
    }

    private static final class Event {
        final long time;
        final long order;
        /** Null when it was run or is not to be run any more. */
        @Nullable Runnable task;

        Event(long time, long order, Runnable task) {
            this.time = time;
            this.order = order;
            this.task = task;
        }
    }

    /** True time in nanoseconds, which no node sees. */
    public long now() {
        return now;
    }

    public SplittableRandom random() {
        return random;
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Between the bounds, in nanoseconds, evenly. */
    public long between(double fromMillis, double toMillis) {
        return (long) ((fromMillis + random.nextDouble() * (toMillis - fromMillis)) * MILLI);
    }

    public void at(long time, Runnable task) {
        add(time, task);
    }

    private Event add(long time, Runnable task) {
        Event event = new Event(Math.max(time, now), scheduled++, task);
        events.add(event);
        return event;
    }

    /**
     * The same for a task such as that of a deadline, which nearly always turns out not to be wanted.
     *
     * @return what takes it back, if it has not been run
     */
    public Runnable cancellable(long time, Runnable task) {
        Event event = add(time, task);
        return () -> cancel(event);
    }

    private void cancel(Event event) {
        if (event.task == null) {
            return;
        }
        event.task = null;
        cancelled++;
        if (cancelled > FEW_CANCELLED && cancelled > events.size() / 2) {
            events.removeIf(waiting -> waiting.task == null);
            cancelled = 0;
        }
    }

    public void after(long nanos, Runnable task) {
        at(now + nanos, task);
    }

    public void runFor(long nanos) {
        long end = now + nanos;
        while (!events.isEmpty() && events.peek().time <= end) {
            runNext();
        }
        now = end;
    }

    /** @return whether the condition came true within the time */
    boolean runUntil(Supplier<Boolean> condition, long nanos) {
        long end = now + nanos;
        while (!condition.get()) {
            if (events.isEmpty() || events.peek().time > end) {
                now = end;
                return condition.get();
            }
            runNext();
        }
        return true;
    }

    private void runNext() {
        Event event = events.remove();
        now = event.time;
        Runnable task = event.task;
        event.task = null;
        if (task == null) {
            cancelled--;
        } else {
            task.run();
        }
        if (violation != null) {
            throw violation;
        }
    }

    /** Ends the run, also from inside of code that would swallow an exception. */
    public void fail(Violation found) {
        if (violation == null) {
            trace(found::getMessage);
            violation = found;
        }
    }

    /** Notes what happens, when a failing seed is run again to be looked at. */
    public void trace(Supplier<String> line) {
        if (traced) {
            if (trace.size() == TRACE_LINES) {
                trace.remove();
            }
            trace.add("%10.3f ms  %s".formatted(now / (double) MILLI, line.get()));
        }
    }

    public List<String> traceLines() {
        return List.copyOf(trace);
    }
}
