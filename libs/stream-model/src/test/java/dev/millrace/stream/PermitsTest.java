package dev.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PermitsTest {
    private static final long START = Long.MAX_VALUE - 10; // nanoTime may overflow
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void noMoreIsSavedUpThanTheCapacity() {
        Permits permits = Permits.perSecond(2, START);
        long muchLater = START + 60 * SECOND;

        assertThat(permits.tryTake(muchLater)).isTrue();
        assertThat(permits.tryTake(muchLater)).isTrue();
        assertThat(permits.tryTake(muchLater)).isFalse();
    }

    @Test
    void permitsRefillAtTheRate() {
        Permits permits = new Permits(2, 1, START);
        permits.take(1);

        assertThat(permits.tryTake(START + SECOND / 2 - 1)).isFalse();
        assertThat(permits.tryTake(START + SECOND / 2 + 1)).isTrue();
    }

    @Test
    void whatExceedsTheCapacityIsAdmittedWhenItIsFullAndPaidBack() {
        Permits permits = Permits.perSecond(10, START);

        assertThat(permits.has(25, START)).isTrue();
        permits.take(25);

        assertThat(permits.debt(START)).isEqualTo(Duration.ofMillis(1500));
        assertThat(permits.isPositive(START + SECOND)).isFalse();
        assertThat(permits.isPositive(START + 2 * SECOND)).isTrue();
        assertThat(permits.debt(START + 2 * SECOND)).isZero();
    }

    @Test
    void aClockThatStepsBackTakesNothingAway() {
        Permits permits = Permits.perSecond(1, START);

        assertThat(permits.tryTake(START - SECOND)).isTrue();
        assertThat(permits.tryTake(START)).isTrue();
    }
}
