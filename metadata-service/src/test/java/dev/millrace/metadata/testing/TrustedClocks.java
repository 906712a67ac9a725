package dev.millrace.metadata.testing;

import dev.millrace.service.time.ClockSettings;
import dev.millrace.service.time.TrustedClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Clocks as their witnesses see them. */
public final class TrustedClocks {
    private static final ClockSettings SETTINGS =
            new ClockSettings(Duration.ofMinutes(1), Duration.ofDays(100), Duration.ZERO, Duration.ofHours(1));

    private TrustedClocks() {}

    /** One that agrees with its witness. */
    public static TrustedClock of(Clock clock) {
        return witnessedAt(clock, clock.instant());
    }

    /** One whose witness says that it is another time; the monotonic clock goes along, as nothing has jumped. */
    public static TrustedClock witnessedAt(Clock clock, Instant time) {
        TrustedClock trusted = new TrustedClock(() -> clock.millis() * 1_000_000, clock::millis, SETTINGS);
        trusted.witnessed(List.of(time.toEpochMilli()));
        return trusted;
    }
}
