package dev.millrace.gateway.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ShardIteratorsTest {
    private static final String SECRET = "a secret of the cluster";
    private static final Instant NOW = Instant.parse("2015-01-22T01:22:02Z");
    private static final StreamId STREAM = StreamId.random();
    private static final StreamName NAME = new StreamName("orders");

    private final ShardIterators iterators = at(NOW);

    @Property(tries = 200)
    void anIteratorIsOpenedByAnyGatewayOfTheCluster(
            @ForAll @IntRange int shard, @ForAll @LongRange(max = Long.MAX_VALUE) long index) {
        String token = iterators.issue(STREAM, NAME, shard, index);

        assertThat(token.length()).isBetween(1, 512);
        assertThat(at(NOW).open(token)).isEqualTo(new ShardIterator(STREAM, NAME, shard, index, NOW));
    }

    @Test
    void theLongestNameStillFits() {
        String token = iterators.issue(STREAM, new StreamName("n".repeat(128)), 1, 1);

        assertThat(token).hasSizeLessThanOrEqualTo(512);
    }

    @Property(tries = 300)
    void aChangedIteratorIsInvalid(@ForAll @IntRange(max = 10_000) int place) {
        String token = iterators.issue(STREAM, NAME, 3, 77);
        int at = place % token.length();
        char other = token.charAt(at) == 'A' ? 'B' : 'A';

        assertInvalid(token.substring(0, at) + other + token.substring(at + 1));
    }

    @Property(tries = 300)
    void anyOtherTextIsInvalid(@ForAll String text) {
        assertInvalid(text);
    }

    @Test
    void aTokenOfAnotherPurposeOrClusterIsInvalid() {
        assertInvalid(new NextTokens(SECRET, "shards", Clock.systemUTC()).issue("x".repeat(60)));
        assertInvalid(new ShardIterators("the secret of another cluster", Clock.fixed(NOW, ZoneOffset.UTC))
                .issue(STREAM, NAME, 3, 77));
    }

    @Test
    void twoIteratorsOfOnePositionDiffer() {
        assertThat(iterators.issue(STREAM, NAME, 3, 77)).isNotEqualTo(iterators.issue(STREAM, NAME, 3, 77));
    }

    @Property(tries = 200)
    void noIteratorLooksLikeAnOptionOfACommand(@ForAll @IntRange(min = 0) int shard) {
        assertThat(new ShardIterators(SECRET, Clock.systemUTC()).issue(STREAM, NAME, shard, 1))
                .startsWith("A");
    }

    @Test
    void anIteratorLivesForFiveMinutes() {
        String token = iterators.issue(STREAM, NAME, 3, 77);

        assertThat(at(NOW.plusSeconds(300)).open(token).index()).isEqualTo(77);
        assertThatThrownBy(() -> at(NOW.plusSeconds(301)).open(token))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.EXPIRED_ITERATOR))
                .hasMessage(
                        "Iterator expired. The iterator was created at time Thu Jan 22 01:22:02 UTC 2015 while right"
                                + " now it is Thu Jan 22 01:27:03 UTC 2015 which is further in the future than the tolerated"
                                + " delay of 300000 milliseconds.");
    }

    private void assertInvalid(String text) {
        assertThatThrownBy(() -> iterators.open(text))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.INVALID_ARGUMENT))
                .hasMessage("Invalid ShardIterator.");
    }

    private static ShardIterators at(Instant now) {
        return new ShardIterators(SECRET, Clock.fixed(now, ZoneOffset.UTC));
    }
}
