package dev.millrace.shard.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.testing.ManualLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrustedClockTest {
    private static final Duration DISTRUST = Duration.ofHours(1);

    private final ManualLoop machine = new ManualLoop();
    private final TrustedClock clock = new TrustedClock(machine, Duration.ofMinutes(1), DISTRUST);

    @Test
    void isTrustedWhileBothClocksAgree() {
        machine.pass(Duration.ofDays(3));

        assertThat(clock.wallMillis()).hasValue(machine.wallMillis());
    }

    @Test
    void aClockSetAYearAheadTellsNothingForAWhile() {
        machine.setWallMillis(machine.wallMillis() + Duration.ofDays(365).toMillis());
        assertThat(clock.wallMillis()).isEmpty();

        machine.pass(DISTRUST);
        assertThat(clock.wallMillis()).isEmpty();

        machine.pass(Duration.ofSeconds(1));
        assertThat(clock.wallMillis()).isPresent();
    }

    @Test
    void beingSetBackStartsTheWaitAnew() {
        long year = Duration.ofDays(365).toMillis();
        machine.setWallMillis(machine.wallMillis() + year);
        assertThat(clock.wallMillis()).isEmpty();
        machine.pass(DISTRUST.dividedBy(2));
        machine.setWallMillis(machine.wallMillis() - year);
        assertThat(clock.wallMillis()).isEmpty();

        machine.pass(DISTRUST.dividedBy(2).plusMinutes(5));

        assertThat(clock.wallMillis()).isEmpty();
    }

    @Test
    void smallCorrectionsAreNoJumps() {
        machine.setWallMillis(machine.wallMillis() + 30_000);

        assertThat(clock.wallMillis()).isPresent();
    }
}
