package dev.millrace.internal.auth;

import static dev.millrace.internal.auth.ServiceName.METADATA;
import static dev.millrace.internal.auth.ServiceName.SHARD;
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
        String token = new ServiceToken(SECRET, NOW).issueFor(SHARD);
        assertThat(new ServiceToken(SECRET, NOW).isAcceptedBy(SHARD, token)).isTrue();
        assertThat(token).doesNotContain(SECRET);
    }

    @Test
    void refusesOtherSecretsChangedTimesAndGarbage() {
        String token = new ServiceToken(SECRET, NOW).issueFor(SHARD);
        ServiceToken verifier = new ServiceToken(SECRET, NOW);
        assertThat(new ServiceToken("some other secret", NOW).isAcceptedBy(SHARD, token))
                .isFalse();
        assertThat(verifier.isAcceptedBy(SHARD, "1" + token)).isFalse();
        assertThat(verifier.isAcceptedBy(SHARD, token.replace("1800000000", "1800000001")))
                .isFalse();
        assertThat(verifier.isAcceptedBy(SHARD, "")).isFalse();
        assertThat(verifier.isAcceptedBy(SHARD, ".")).isFalse();
        assertThat(verifier.isAcceptedBy(SHARD, "x".repeat(1_000))).isFalse();
    }

    @Test
    void refusesAnOldTokenEvenIfItWasAcceptedBefore() {
        String token = new ServiceToken(SECRET, NOW).issueFor(SHARD);
        MovingClock clock = new MovingClock();
        ServiceToken verifier = new ServiceToken(SECRET, clock);
        assertThat(verifier.isAcceptedBy(SHARD, token)).isTrue();
        clock.now = clock.now.plus(ServiceToken.TOLERANCE).plusSeconds(1);
        assertThat(verifier.isAcceptedBy(SHARD, token)).isFalse();
    }

    @Test
    void renewsItsTokenLongBeforeItIsRefused() {
        MovingClock clock = new MovingClock();
        ServiceToken sender = new ServiceToken(SECRET, clock);
        String first = sender.issueFor(SHARD);
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        assertThat(sender.issueFor(SHARD)).isNotEqualTo(first);
    }

    @Test
    void isGoodForNoOtherServiceThanTheOneThatItIsFor() {
        ServiceToken token = new ServiceToken(SECRET, NOW);
        String forShards = token.issueFor(SHARD);

        for (ServiceName other : ServiceName.values()) {
            assertThat(token.isAcceptedBy(other, forShards)).isEqualTo(other == SHARD);
        }
        assertThat(token.isAcceptedBy(METADATA, token.issueFor(METADATA))).isTrue();
        assertThat(token.isAcceptedBy(SHARD, forShards)).isTrue();
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
