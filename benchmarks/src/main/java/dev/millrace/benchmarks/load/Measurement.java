package dev.millrace.benchmarks.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** What one thread of the generator saw between two instants. Not thread-safe. */
final class Measurement {
    private static final long LONGEST_CALL_MICROS = Duration.ofMinutes(1).toNanos() / 1000;

    private final long from;
    private final long to;
    private final Histogram latency = new Histogram(LONGEST_CALL_MICROS, 3);
    private long records;

    /** The interval on the clock of {@link System#nanoTime}. */
    Measurement(long from, long to) {
        this.from = from;
        this.to = to;
    }

    void add(long startedAt, long endedAt, int callRecords) {
        if (endedAt - from >= 0 && endedAt - to < 0) {
            latency.recordValue(Math.min(LONGEST_CALL_MICROS, (endedAt - startedAt) / 1000));
            records += callRecords;
        }
    }

    /** Whether no further call should begin. */
    boolean isOver(long now) {
        return now - to >= 0;
    }

    void addAll(Measurement other) {
        latency.add(other.latency);
        records += other.records;
    }

    long records() {
        return records;
    }

    double seconds() {
        return (to - from) / 1e9;
    }

    double millisAt(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e3;
    }
}
