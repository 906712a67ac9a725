package dev.millrace.internal.shard;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import reactor.core.scheduler.Schedulers;

/** How often something was tried for a caller, for how long that may go on, and whether the caller still waits for it. */
public final class Attempts {
    static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final int made;
    private final long deadlineNanos;
    private final BooleanSupplier wanted;

    private Attempts(int made, long deadlineNanos, BooleanSupplier wanted) {
        this.made = made;
        this.deadlineNanos = deadlineNanos;
        this.wanted = wanted;
    }

    /**
     * None so far.
     *
     * @param wanted whether the caller still waits: it may be trying anew itself when it does not
     */
    public static Attempts within(Duration time, BooleanSupplier wanted) {
        return new Attempts(0, System.nanoTime() + time.toNanos(), wanted);
    }

    /** None so far again, since what is tried has changed, within the same time. */
    public Attempts anew() {
        return new Attempts(0, deadlineNanos, wanted);
    }

    /**
     * Tries again after a pause: the first time at once, as most refusals name the owner that is asked next; later not all in one
     * moment, after an owner's death.
     *
     * @param step what to do then, on a thread that must not be blocked
     * @return false if it is not tried again: the time is up, or nobody waits any more
     */
    public boolean again(Consumer<Attempts> step) {
        long pause = made == 0 ? 0 : pauseMillis();
        if (!wanted.getAsBoolean() || isOver(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause))) {
            return false;
        }
        Attempts next = new Attempts(made + 1, deadlineNanos, wanted);
        var unused = Schedulers.parallel().schedule(() -> step.accept(next), pause, TimeUnit.MILLISECONDS);
        return true;
    }

    private long pauseMillis() {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(made, 10));
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }

    boolean isOver(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    long millisLeft(long nowNanos) {
        return Math.max(1, (deadlineNanos - nowNanos) / 1_000_000);
    }
}
