package dev.millrace.service.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedClockTest {
    private static final long YEAR = Duration.ofDays(365).toMillis();
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration SETTLING = Duration.ofMinutes(5);
    private static final Duration DISTRUST = Duration.ofHours(1);

    private long trueMillis = 1_800_000_000_000L;
    private long nanos = -7_000_000_000L;
    private long wrongBy;
    private final List<Long> nodesWrongBy = new ArrayList<>(List.of(0L));

    private TrustedClock newClock() {
        return new TrustedClock(
                () -> nanos,
                () -> trueMillis + wrongBy,
                new ClockSettings(Duration.ofMinutes(1), INTERVAL, SETTLING, DISTRUST));
    }

    /** Time passes, and witnesses are asked as usual. */
    private void pass(TrustedClock clock, Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(INTERVAL)) {
            passUnwitnessed(INTERVAL);
            clock.witnessed(nodesWrongBy.stream().map(by -> trueMillis + by).toList());
        }
    }

    private void passUnwitnessed(Duration time) {
        trueMillis += time.toMillis();
        nanos += time.toNanos();
    }

    private TrustedClock settled() {
        TrustedClock clock = newClock();
        pass(clock, SETTLING.plus(INTERVAL));
        return clock;
    }

    @Test
    void isTrustedWhileItAgreesWithItsWitnesses() {
        TrustedClock clock = settled();
        pass(clock, Duration.ofDays(1));

        assertThat(clock.irrevocable()).hasValue(trueMillis);
        assertThat(clock.isAhead()).isFalse();
        assertThat(clock.doubt()).isEqualTo(ClockDoubt.NONE);
    }

    @Test
    void aMachineThatStartsAYearAheadRemovesNothingAndGivesNoArrivals() {
        wrongBy = YEAR;
        TrustedClock clock = newClock();
        pass(clock, Duration.ofDays(1));

        assertThat(clock.irrevocable()).isEmpty();
        assertThat(clock.doubt()).isEqualTo(ClockDoubt.OFF);
        assertThat(clock.isAhead()).isTrue();
        assertThat(clock.ahead()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void oneThatStartsBehindRemovesNothingEither() {
        wrongBy = -YEAR;
        TrustedClock clock = newClock();
        pass(clock, Duration.ofHours(2));

        assertThat(clock.irrevocable()).isEmpty();
        assertThat(clock.isAhead()).isFalse();
        assertThat(clock.millis()).isEqualTo(trueMillis);
    }

    @Test
    void aJumpIsSeenBeforeWitnessesAreAskedAgain() {
        TrustedClock clock = settled();
        passUnwitnessed(Duration.ofSeconds(3));
        wrongBy = YEAR;

        assertThat(clock.isAhead()).isTrue();
        assertThat(clock.irrevocable()).isEmpty();
        assertThat(clock.millis()).isEqualTo(trueMillis);
        assertThat(clock.asClock().instant()).isEqualTo(Instant.ofEpochMilli(trueMillis));
    }

    @Test
    void afterASecondAYearAheadArrivalsAreGivenAtOnceButNothingIsRemovedForAnHour() {
        TrustedClock clock = settled();
        wrongBy = YEAR;
        assertThat(clock.irrevocable()).isEmpty();
        passUnwitnessed(Duration.ofSeconds(1));
        wrongBy = 0;

        assertThat(clock.isAhead()).isFalse();
        assertThat(clock.doubt()).isEqualTo(ClockDoubt.JUMPED);
        pass(clock, DISTRUST);
        assertThat(clock.doubt()).isEqualTo(ClockDoubt.JUMPED);
        pass(clock, INTERVAL);
        assertThat(clock.irrevocable()).hasValue(trueMillis);
    }

    @Test
    void smallCorrectionsAreNoJumps() {
        TrustedClock clock = settled();
        wrongBy = 30_000;

        assertThat(clock.irrevocable()).hasValue(trueMillis + 30_000);
    }

    @Test
    void nothingIsRemovedWhileAllClocksOfAMachineThatHasJustStartedMayBeSetRight() {
        TrustedClock clock = newClock();
        pass(clock, SETTLING.minus(INTERVAL));

        assertThat(clock.doubt()).isEqualTo(ClockDoubt.SETTLING);
        assertThat(clock.isAhead()).isFalse();
    }

    @Test
    void nothingIsRemovedWithoutWitnesses() {
        TrustedClock clock = settled();
        passUnwitnessed(Duration.ofMinutes(2));

        assertThat(clock.doubt()).isEqualTo(ClockDoubt.UNWITNESSED);
        assertThat(clock.isAhead()).isFalse();
    }

    @Test
    void beforeAnyWitnessHasSpokenNoArrivalsAreGiven() {
        TrustedClock clock = newClock();

        assertThat(clock.isAhead()).isTrue();
        assertThat(clock.irrevocable()).isEmpty();
        assertThat(clock.millis()).isEqualTo(trueMillis);
    }

    @Test
    void oneWitnessOfThreeThatIsWrongIsOutvoted() {
        nodesWrongBy.addAll(List.of(0L, -YEAR));
        TrustedClock clock = settled();

        assertThat(clock.irrevocable()).hasValue(trueMillis);
        assertThat(clock.isAhead()).isFalse();
        assertThat(clock.ahead()).isZero();
    }

    @Test
    void ofTwoThatDisagreeNeitherIsBelievedButAppendsGoOn() {
        nodesWrongBy.add(-YEAR);
        TrustedClock clock = settled();

        assertThat(clock.doubt()).isEqualTo(ClockDoubt.OFF);
        assertThat(clock.isAhead()).isFalse();
        assertThat(clock.millis()).isEqualTo(trueMillis);
    }
}
