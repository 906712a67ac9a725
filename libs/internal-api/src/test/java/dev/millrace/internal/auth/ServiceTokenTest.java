package dev.millrace.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ServiceTokenTest {
    private static final String SECRET = "a secret of the cluster";
    private static final Clock NOW = Clock.fixed(Instant.ofEpochSecond(1_800_000_000L), ZoneOffset.UTC);

    @Test
    void acceptsWhatAnotherInstanceWithTheSameSecretIssues() {
        String token = new ServiceToken(SECRET, NOW).issue();
        assertThat(new ServiceToken(SECRET, NOW).accepts(token)).isTrue();
        assertThat(token).doesNotContain(SECRET);
    }

    @Test
    void refusesOtherSecretsChangedTimesAndGarbage() {
        String token = new ServiceToken(SECRET, NOW).issue();
        ServiceToken verifier = new ServiceToken(SECRET, NOW);
        assertThat(new ServiceToken("some other secret", NOW).accepts(token)).isFalse();
        assertThat(verifier.accepts("1" + token)).isFalse();
        assertThat(verifier.accepts(token.replace("1800000000", "1800000001"))).isFalse();
        assertThat(verifier.accepts("")).isFalse();
        assertThat(verifier.accepts(".")).isFalse();
        assertThat(verifier.accepts("x".repeat(1_000))).isFalse();
    }

    @Test
    void refusesAnOldTokenEvenIfItWasAcceptedBefore() {
        String token = new ServiceToken(SECRET, NOW).issue();
        MovingClock clock = new MovingClock();
        ServiceToken verifier = new ServiceToken(SECRET, clock);
        assertThat(verifier.accepts(token)).isTrue();
        clock.now = clock.now.plus(ServiceToken.TOLERANCE).plusSeconds(1);
        assertThat(verifier.accepts(token)).isFalse();
    }

    @Test
    void renewsItsTokenLongBeforeItIsRefused() {
        MovingClock clock = new MovingClock();
        ServiceToken sender = new ServiceToken(SECRET, clock);
        String first = sender.issue();
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        assertThat(sender.issue()).isNotEqualTo(first);
    }

    @Test
    void needsASecretThatProtects() {
        assertThatThrownBy(() -> new ServiceToken("short", NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final class MovingClock extends Clock {
        private Instant now = NOW.instant();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
