package dev.millrace.shard.loop;

import dev.millrace.service.time.TrustedClock;
import java.util.function.LongSupplier;

/** A machine's clock whose wall time is held against witnesses. */
public final class TrustedNodeClock implements NodeClock {
    private final LongSupplier nanoTime;
    private final TrustedClock wall;

    public TrustedNodeClock(LongSupplier nanoTime, TrustedClock wall) {
        this.nanoTime = nanoTime;
        this.wall = wall;
    }

    @Override
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    @Override
    public long wallMillis() {
        return wall.millis();
    }

    @Override
    public boolean isAhead() {
        return wall.isAhead();
    }
}
