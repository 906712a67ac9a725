package dev.millrace.service.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The machine's clock, held against witnesses. Between what they say the monotonic clock goes on, so that a jump is seen in the moment
 * in which it happens.
 *
 * <ul>
 *   <li>What cannot be taken back asks for {@link #irrevocable()}, which tells nothing while there is any doubt.
 *   <li>What is stored for long asks {@link #isAhead()} first: a time of the future would stay there.
 *   <li>Everything else goes by {@link #millis()}: the machine's own time, or that of the witnesses while most of them agree that it
 *       is wrong.
 * </ul>
 */
public final class TrustedClock {
    private final LongSupplier nanoTime;
    private final LongSupplier wallMillis;
    private final ClockSettings settings;
    private final long startNanos;
    /** What witnesses said, as milliseconds of their time at the monotonic clock's zero. */
    private volatile long[] origins = {};

    private volatile long heardNanos;
    private long lastWallMillis;
    private long lastNanos;
    private boolean jumped;
    private long jumpedNanos;

    /** A clock that nobody has witnessed yet. */
    public TrustedClock(LongSupplier nanoTime, LongSupplier wallMillis, ClockSettings settings) {
        this.nanoTime = nanoTime;
        this.wallMillis = wallMillis;
        this.settings = settings;
        this.startNanos = nanoTime.getAsLong();
        this.lastNanos = startNanos;
        this.lastWallMillis = wallMillis.getAsLong();
    }

    /** Takes note of what witnesses say that the time is now, in epoch milliseconds. */
    public void witnessed(List<Long> times) {
        long nanos = nanoTime.getAsLong();
        heardNanos = nanos;
        origins = times.stream()
                .mapToLong(time -> time - toMillis(nanos))
                .sorted()
                .toArray();
        noticeJump();
    }

    /** Epoch milliseconds for what cannot be taken back; empty while the clock is not to be trusted. */
    public OptionalLong irrevocable() {
        return doubt() == ClockDoubt.NONE ? OptionalLong.of(wallMillis.getAsLong()) : OptionalLong.empty();
    }

    /** Why it is not to be trusted. */
    public ClockDoubt doubt() {
        boolean steady = noticeJump();
        long nanos = nanoTime.getAsLong();
        if (isOff()) {
            return ClockDoubt.OFF;
        }
        if (!steady) {
            return ClockDoubt.JUMPED;
        }
        if (origins.length == 0 || nanos - heardNanos > longestSilence().toNanos()) {
            return ClockDoubt.UNWITNESSED;
        }
        return nanos - startNanos < settings.settling().toNanos() ? ClockDoubt.SETTLING : ClockDoubt.NONE;
    }

    private Duration longestSilence() {
        return settings.checkInterval().multipliedBy(6);
    }

    /** @return whether the clock has gone evenly for long enough */
    private synchronized boolean noticeJump() {
        long nanos = nanoTime.getAsLong();
        long wall = wallMillis.getAsLong();
        long expected = lastWallMillis + Duration.ofNanos(nanos - lastNanos).toMillis();
        if (Math.abs(wall - expected) > settings.tolerance().toMillis()) {
            jumped = true;
            jumpedNanos = nanos;
        } else if (jumped && nanos - jumpedNanos > settings.distrust().toNanos()) {
            jumped = false;
        }
        lastWallMillis = wall;
        lastNanos = nanos;
        return !jumped;
    }

    /** Whether it is ahead of most of its witnesses, or has none yet: then no time is taken from it that stays. */
    public boolean isAhead() {
        return origins.length == 0 || difference() == Difference.AHEAD;
    }

    /** Whether there are witnesses, and not most of them agree with it. */
    public boolean isOff() {
        return difference() != Difference.NONE;
    }

    private enum Difference {
        NONE,
        AHEAD,
        BEHIND,
        /** Witnesses contradict each other. */
        UNCLEAR
    }

    private Difference difference() {
        long[] known = origins;
        long tolerance = settings.tolerance().toMillis();
        long wall = wallMillis.getAsLong() - toMillis(nanoTime.getAsLong());
        int ahead = 0;
        int behind = 0;
        for (long origin : known) {
            ahead += wall - origin > tolerance ? 1 : 0;
            behind += origin - wall > tolerance ? 1 : 0;
        }
        int agreeing = known.length - ahead - behind;
        if (2 * agreeing > known.length || known.length == 0) {
            return Difference.NONE;
        }
        if (2 * ahead > known.length) {
            return Difference.AHEAD;
        }
        return 2 * behind > known.length ? Difference.BEHIND : Difference.UNCLEAR;
    }

    /** Epoch milliseconds: the machine's own, or its witnesses' while most of them say that it is wrong. */
    public long millis() {
        Difference found = difference();
        return found == Difference.AHEAD || found == Difference.BEHIND
                ? median(origins) + toMillis(nanoTime.getAsLong())
                : wallMillis.getAsLong();
    }

    /** How far it is ahead of its witnesses; negative when it is behind, zero while there are none. */
    public Duration ahead() {
        long[] known = origins;
        return known.length == 0
                ? Duration.ZERO
                : Duration.ofMillis(wallMillis.getAsLong() - toMillis(nanoTime.getAsLong()) - median(known));
    }

    private static long median(long[] sorted) {
        return sorted[(sorted.length - 1) / 2];
    }

    private long toMillis(long nanos) {
        return (nanos - startNanos) / 1_000_000;
    }

    /** The same as a clock of the JDK, which goes by {@link #millis()}. */
    public Clock asClock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(TrustedClock.this.millis());
            }
        };
    }
}
