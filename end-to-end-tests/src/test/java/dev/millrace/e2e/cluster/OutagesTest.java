package dev.millrace.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.history.Attempt;
import dev.millrace.e2e.history.Attempt.Acknowledgement;
import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.RecordId;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutagesTest {
    @Test
    void aShardIsAwayFromTheLastMomentThatWasAnsweredToTheNextAnswer() {
        Outages outages = new Outages(List.of(put("a", 0, 5), put("a", 10, 15), put("a", 90, 97), put("b", 0, 100)));

        assertThat(outages.longest(0, 100)).isEqualTo(Duration.ofNanos(87));
    }

    @Test
    void aCallThatIsAnsweredLateDoesNotHideThatOthersWereAnswered() {
        Outages outages = new Outages(List.of(put("a", 0, 90), put("a", 10, 12), put("a", 20, 23), put("a", 30, 34)));

        assertThat(outages.longest(5, 25)).isEqualTo(Duration.ofNanos(14));
    }

    @Test
    void onlyWhatLiesInTheTimeCounts() {
        Outages outages = new Outages(List.of(put("a", 0, 5), put("a", 50, 55), put("a", 60, 65), put("a", 160, 165)));

        assertThat(outages.longest(40, 60)).isEqualTo(Duration.ofNanos(15));
    }

    private static Attempt put(String shard, long from, long to) {
        return new Attempt(
                new RecordId(0, from),
                "key",
                0,
                from,
                to,
                Outcome.ACKNOWLEDGED,
                Optional.of(new Acknowledgement(shard, BigInteger.valueOf(from))));
    }
}
