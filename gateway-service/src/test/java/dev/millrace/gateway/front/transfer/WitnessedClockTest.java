package dev.millrace.gateway.front.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WitnessedClockTest {
    private static final long MINUTE = 60_000;

    private long nanos = -7_000_000_000L;
    private long wall = 1_800_000_000_000L;
    private final WitnessedClock clock = new WitnessedClock(() -> nanos, () -> wall);

    @Test
    void withoutAWitnessItIsTheMachines() {
        assertThat(clock.millis()).isEqualTo(wall);
        assertThat(clock.ahead()).isZero();
    }

    @Test
    void whoIsLessThanAMinuteOffGoesOn() {
        clock.witnessed(wall + MINUTE);
        assertThat(clock.millis()).isEqualTo(wall);

        clock.witnessed(wall - MINUTE);
        assertThat(clock.millis()).isEqualTo(wall);
        assertThat(clock.ahead()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whoIsFurtherOffGoesByTheWitness() {
        clock.witnessed(wall - 60 * MINUTE);
        assertThat(clock.millis()).isEqualTo(wall - 60 * MINUTE);

        pass(1000);
        assertThat(clock.millis()).isEqualTo(wall - 60 * MINUTE);
    }

    @Test
    void aJumpIsNoticedInTheMomentInWhichItHappensAndSoIsItsEnd() {
        clock.witnessed(wall);
        pass(5000);
        long right = wall;

        wall += 10 * MINUTE;
        assertThat(clock.millis()).isEqualTo(right);
        wall = right - 10 * MINUTE;
        assertThat(clock.millis()).isEqualTo(right);
        assertThat(clock.ahead()).isEqualTo(Duration.ofMinutes(-10));
        wall = right;
        assertThat(clock.instant().toEpochMilli()).isEqualTo(right);
        assertThat(clock.ahead()).isZero();
    }

    private void pass(long millis) {
        nanos += millis * 1_000_000;
        wall += millis;
    }
}
