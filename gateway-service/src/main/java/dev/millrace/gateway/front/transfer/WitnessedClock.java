package dev.millrace.gateway.front.transfer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's clock, held against the time that the metadata service tells, which has Cassandra's nodes as witnesses of its own. When
 * the two differ by more than a minute it is the witness that counts: signatures, sessions and tokens go by this clock, and one that
 * is set wrong would accept what has ended.
 */
public final class WitnessedClock extends Clock {
    private static final Logger log = LoggerFactory.getLogger(WitnessedClock.class);
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final LongSupplier wallMillis;
    private volatile boolean witnessed;
    /** What the witness said, as its time at the monotonic clock's zero. */
    private volatile long originMillis;

    private boolean toldOff;

    /** A clock that nobody has witnessed yet, which goes by the machine alone. */
    public WitnessedClock(LongSupplier nanoTime, LongSupplier wallMillis) {
        this.nanoTime = nanoTime;
        this.wallMillis = wallMillis;
    }

    /** Takes note of what the witness says that the time is now, in epoch milliseconds. */
    public void witnessed(long epochMillis) {
        originMillis = epochMillis - monotonicMillis();
        witnessed = true;
        tell();
    }

    private synchronized void tell() {
        boolean off = isOff(wallMillis.getAsLong());
        if (off && !toldOff) {
            log.warn("This machine's clock is ahead of its witnesses by {}: their time is gone by", ahead());
        } else if (toldOff && !off) {
            log.info("This machine's clock agrees with its witnesses again");
        }
        toldOff = off;
    }

    private boolean isOff(long wall) {
        return witnessed && Math.abs(wall - witnessMillis()) > TOLERANCE.toMillis();
    }

    private long witnessMillis() {
        return originMillis + monotonicMillis();
    }

    private long monotonicMillis() {
        return nanoTime.getAsLong() / 1_000_000;
    }

    /** How far the machine is ahead of the witness; negative when it is behind, zero while there is none. */
    public Duration ahead() {
        return witnessed ? Duration.ofMillis(wallMillis.getAsLong() - witnessMillis()) : Duration.ZERO;
    }

    @Override
    public long millis() {
        long wall = wallMillis.getAsLong();
        return isOff(wall) ? witnessMillis() : wall;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
