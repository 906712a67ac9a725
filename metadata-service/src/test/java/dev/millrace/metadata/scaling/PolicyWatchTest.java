package dev.millrace.metadata.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metadata.stream.plan.ScalingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PolicyWatchTest {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000L);
    private static final ScalingPolicy POLICY =
            new ScalingPolicy(0.8, 0.2, Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(5), 2, 20);

    private final PolicyWatch watch = new PolicyWatch();

    private OptionalInt observe(int open, double utilisation, int minute) {
        return observe(open, utilisation, minute, Instant.EPOCH);
    }

    private OptionalInt observe(int open, double utilisation, int minute, Instant reshardedAt) {
        WriteRate rate = new WriteRate((long) (open * utilisation * 1024 * 1024), 0);
        return watch.observe(POLICY, open, rate, reshardedAt, START.plus(Duration.ofMinutes(minute)));
    }

    @Test
    void growsOnceTheRateHasBeenAboveForTheTime() {
        assertThat(observe(4, 0.9, 0)).isEmpty();
        assertThat(observe(4, 0.9, 1)).isEmpty();
        assertThat(observe(4, 0.9, 2)).hasValue(8);
    }

    @Test
    void aRateThatFallsMeanwhileBeginsAnew() {
        observe(4, 0.9, 0);
        assertThat(observe(4, 0.5, 1)).isEmpty();
        assertThat(observe(4, 0.9, 2)).isEmpty();
    }

    @Test
    void shrinksToTheMiddleButNotBelowHalfNorTheMinimum() {
        observe(10, 0.15, 0);
        assertThat(observe(10, 0.15, 10)).hasValue(5);
        assertThat(observe(3, 0, 20)).hasValue(2);
    }

    @Test
    void keepsItsShardsWhileItCoolsOff() {
        Instant reshardedAt = START.minus(Duration.ofMinutes(1));
        observe(4, 0.9, 0, reshardedAt);
        assertThat(observe(4, 0.9, 2, reshardedAt)).isEmpty();
        assertThat(observe(4, 0.9, 4, reshardedAt)).hasValue(8);
    }

    @Test
    void aStreamOutsideOfItsBoundsIsBroughtInsideByDoublesAndHalves() {
        assertThat(observe(1, 0.5, 0)).hasValue(2);
        assertThat(observe(50, 0.5, 0)).hasValue(25);
    }

    @Test
    void aStreamAtItsMaximumStaysThere() {
        observe(20, 0.95, 0);
        assertThat(observe(20, 0.95, 5)).isEmpty();
    }
}
