package dev.millrace.e2e.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The wall clock of a process as somebody has set it: what its classes ask the JDK for, {@link ClockAgent} has them ask here.
 * The monotonic clock is nobody's to set.
 */
public final class ShiftedClock {
    private static volatile long shiftMillis;

    private ShiftedClock() {}

    /** Goes by the milliseconds in a file, which may change at any time. */
    static void follow(Path file) {
        Thread thread = new Thread(() -> read(file), "clock-shift");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(Path file) {
        while (true) {
            try {
                shiftMillis = Long.parseLong(Files.readString(file).strip());
            } catch (IOException | NumberFormatException e) {
                // Being written.
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Instead of {@link System#currentTimeMillis}. */
    public static long currentTimeMillis() {
        return System.currentTimeMillis() + shiftMillis;
    }

    /** Instead of {@link Instant#now()}. */
    public static Instant now() {
        return Instant.now().plusMillis(shiftMillis);
    }

    /** Instead of {@link Clock#systemUTC}. */
    public static Clock systemUTC() {
        return new Shifted(ZoneOffset.UTC);
    }

    private static final class Shifted extends Clock {
        private final ZoneId zone;

        Shifted(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Shifted(other);
        }

        @Override
        public Instant instant() {
            return now();
        }
    }
}
