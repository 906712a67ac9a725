package dev.millrace.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrangerLimitTest {
    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

    private final StrangerLimit limit = new StrangerLimit(BEGIN);

    @Test
    void aLoudSenderLeavesTwentyEventsAndASum() {
        assertThat(taken(10_000, "loud", BEGIN)).isEqualTo(20);
        assertThat(taken(1, "other", BEGIN)).isEqualTo(1);

        assertThat(limit.takeSum(BEGIN.plusSeconds(10)))
                .contains(new StrangerLimit.Sum(9_980, 1, BEGIN, BEGIN.plusSeconds(10)));
        assertThat(limit.takeSum(BEGIN.plusSeconds(20))).isEqualTo(Optional.empty());
        assertThat(limit.allSummed()).isEqualTo(9_980);
    }

    @Test
    void manySendersTogetherLeaveTwoHundredAndThenTwoASecond() {
        long first = IntStream.range(0, 100_000)
                .filter(sender -> limit.tryTake(sender, BEGIN))
                .count();
        assertThat(first).isEqualTo(200);
        assertThat(limit.takeSum(BEGIN).orElseThrow().senders()).isEqualTo(1_000);

        Instant later = BEGIN.plusSeconds(10);
        assertThat(IntStream.range(0, 1_000)
                        .filter(sender -> limit.tryTake(sender, later))
                        .count())
                .isEqualTo(20);
    }

    @Test
    void afterALongTimeThereIsNoMoreThanAtTheBeginning() {
        taken(20, "a", BEGIN);
        Instant nextYear = BEGIN.plusSeconds(31_536_000);
        limit.takeSum(nextYear);

        assertThat(IntStream.range(0, 1_000)
                        .filter(sender -> limit.tryTake(sender, nextYear))
                        .count())
                .isEqualTo(200);
    }

    private long taken(int calls, Object sender, Instant at) {
        return IntStream.range(0, calls)
                .filter(call -> limit.tryTake(sender, at))
                .count();
    }
}
