package dev.millrace.e2e.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.history.Attempt.Acknowledgement;
import dev.millrace.e2e.history.Attempt.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Shows that the checker sees each kind of fault, with histories made by hand. */
class HistoryCheckerTest {
    private static final String SHARD = "shardId-000000000000";
    private static final String OTHER_SHARD = "shardId-000000000001";
    private static final RecordId FIRST = new RecordId(1, 1);
    private static final RecordId SECOND = new RecordId(1, 2);
    private static final RecordId THIRD = new RecordId(1, 3);

    private final History history = new History();
    private final Map<String, List<StoredRecord>> stored = new LinkedHashMap<>();

    @Test
    void acceptsWhatIsAcknowledgedAndThere() {
        acknowledged(FIRST, 10, 0, 1);
        acknowledged(SECOND, 11, 2, 3);
        stores(FIRST, 10);
        stores(SECOND, 11);
        assertThat(violations()).isEmpty();
    }

    @Test
    void seesAnAcknowledgedRecordThatIsMissing() {
        acknowledged(FIRST, 10, 0, 1);
        assertThat(violations()).singleElement().asString().contains("missing", "1/1");
    }

    @Test
    void seesAnAcknowledgedRecordInAnotherShard() {
        acknowledged(FIRST, 10, 0, 1);
        stores(OTHER_SHARD, FIRST, 10);
        assertThat(violations()).singleElement().asString().contains("missing");
    }

    @Test
    void seesAnotherRecordUnderAnAcknowledgedNumber() {
        acknowledged(FIRST, 10, 0, 1);
        unknown(SECOND);
        stores(SECOND, 10);
        assertThat(violations()).anyMatch(violation -> violation.contains("there is"));
    }

    @Test
    void seesARecordThatIsThereTwice() {
        acknowledged(FIRST, 10, 0, 1);
        stores(FIRST, 10);
        stores(FIRST, 11);
        assertThat(violations()).singleElement().asString().contains("twice");
    }

    @Test
    void seesNumbersThatDoNotRise() {
        acknowledged(FIRST, 10, 0, 5);
        acknowledged(SECOND, 11, 0, 5);
        stores(SECOND, 11);
        stores(FIRST, 10);
        assertThat(violations()).singleElement().asString().contains("comes after");
    }

    @Test
    void seesANumberThatWasGivenTwice() {
        acknowledged(FIRST, 10, 0, 1);
        unknown(SECOND);
        stores(FIRST, 10);
        stores(OTHER_SHARD, SECOND, 10);
        assertThat(violations()).singleElement().asString().contains("given twice");
    }

    @Test
    void seesARecordThatNobodySent() {
        stores(FIRST, 10);
        assertThat(violations()).singleElement().asString().contains("never sent");
    }

    @Test
    void seesARecordThatWasRefused() {
        attempt(FIRST, 0, 1, Outcome.REFUSED, Optional.empty());
        stores(FIRST, 10);
        assertThat(violations()).singleElement().asString().contains("refused");
    }

    @Test
    void allowsAnUnknownOutcomeToBeThereOrNot() {
        unknown(FIRST);
        unknown(SECOND);
        stores(FIRST, 10);
        assertThat(violations()).isEmpty();
    }

    @Test
    void seesDataThatWasChanged() {
        acknowledged(FIRST, 10, 0, 1);
        stored.put(SHARD, new ArrayList<>(List.of(StoredRecord.of("10", "key", FIRST.toData(99)))));
        assertThat(violations()).singleElement().asString().contains("not what was sent");
    }

    @Test
    void seesAPartitionKeyThatWasChanged() {
        acknowledged(FIRST, 10, 0, 1);
        stored.put(SHARD, new ArrayList<>(List.of(StoredRecord.of("10", "yek", FIRST.toData(20)))));
        assertThat(violations()).singleElement().asString().contains("not what was sent");
    }

    @Test
    void seesALaterCallWithALowerNumber() {
        acknowledged(FIRST, 11, 0, 1);
        acknowledged(SECOND, 10, 2, 3);
        stores(SECOND, 10);
        stores(FIRST, 11);
        assertThat(violations()).singleElement().asString().contains("lower number");
    }

    @Test
    void allowsEitherOrderForCallsAtTheSameTime() {
        acknowledged(FIRST, 11, 0, 3);
        acknowledged(SECOND, 10, 2, 5);
        stores(SECOND, 10);
        stores(FIRST, 11);
        assertThat(violations()).isEmpty();
    }

    @Test
    void seesAGapThatWasFilledBehindAReader() {
        acknowledged(FIRST, 10, 0, 9);
        acknowledged(SECOND, 11, 0, 9);
        stores(FIRST, 10);
        stores(SECOND, 11);
        Pass pass = new Pass(SHARD);
        pass.add(record(SECOND, 11));
        history.add(pass);
        assertThat(violations()).singleElement().asString().contains("reader was shown 11");
    }

    @Test
    void seesThatAShownRecordHasGone() {
        unknown(THIRD);
        Pass pass = new Pass(SHARD);
        pass.add(record(THIRD, 12));
        history.add(pass);
        assertThat(violations()).singleElement().asString().contains("nothing");
    }

    @Test
    void seesAReaderThatWasToldToHaveCaughtUpTooEarly() {
        acknowledged(FIRST, 10, 0, 1);
        acknowledged(SECOND, 11, 2, 3);
        stores(FIRST, 10);
        stores(SECOND, 11);
        Pass pass = new Pass(SHARD);
        pass.add(record(FIRST, 10));
        pass.caughtUp(4);
        history.add(pass);
        assertThat(violations()).singleElement().asString().contains("caught up");
    }

    @Test
    void allowsAReaderToMissWhatWasNotAcknowledgedWhenItAsked() {
        acknowledged(FIRST, 10, 0, 1);
        acknowledged(SECOND, 11, 2, 5);
        stores(FIRST, 10);
        stores(SECOND, 11);
        Pass pass = new Pass(SHARD);
        pass.add(record(FIRST, 10));
        pass.caughtUp(4);
        history.add(pass);
        assertThat(violations()).isEmpty();
    }

    private List<String> violations() {
        return HistoryChecker.check(history, stored);
    }

    private void acknowledged(RecordId id, int number, long startedAt, long endedAt) {
        Acknowledgement at = new Acknowledgement(SHARD, BigInteger.valueOf(number));
        attempt(id, startedAt, endedAt, Outcome.ACKNOWLEDGED, Optional.of(at));
    }

    private void unknown(RecordId id) {
        attempt(id, 0, 0, Outcome.UNKNOWN, Optional.empty());
    }

    private void attempt(RecordId id, long startedAt, long endedAt, Outcome outcome, Optional<Acknowledgement> at) {
        history.add(new Attempt(id, "key", Arrays.hashCode(id.toData(20)), startedAt, endedAt, outcome, at));
    }

    private void stores(RecordId id, int number) {
        stores(SHARD, id, number);
    }

    private void stores(String shardId, RecordId id, int number) {
        stored.computeIfAbsent(shardId, key -> new ArrayList<>()).add(record(id, number));
    }

    private static StoredRecord record(RecordId id, int number) {
        return StoredRecord.of(String.valueOf(number), "key", id.toData(20));
    }
}
