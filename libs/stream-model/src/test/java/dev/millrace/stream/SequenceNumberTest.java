package dev.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SequenceNumberTest {
    private static final long MAX_SECOND = (1L << 36) - 1;

    @Test
    void matchesNumbersSeenFromAws() {
        assertThat(new SequenceNumber(1_700_000_000L, 0, 0, 1_700_000_000L))
                .hasToString("49646437577108476416916876405825929425585429676275269634");
        assertThat(new SequenceNumber(1_700_000_000L, 5, 1, 1_700_000_123L))
                .hasToString("49646437577219980142909529521534816942768294565475516498");
    }

    @Property
    void survivesTheWayToDecimalAndBack(
            @ForAll @LongRange(min = 0, max = MAX_SECOND) long created,
            @ForAll @IntRange(min = 0) int shard,
            @ForAll @LongRange(min = 0) long index,
            @ForAll @LongRange(min = 0, max = MAX_SECOND) long second) {
        SequenceNumber number = new SequenceNumber(created, shard, index, second);
        assertThat(number.toString()).hasSize(SequenceNumber.DECIMAL_DIGITS);
        assertThat(SequenceNumber.parse(number.toString())).contains(number);
    }

    @Property
    void risesWithTheRecordIndexWhateverTheTime(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long index,
            @ForAll @LongRange(min = 0, max = MAX_SECOND) long earlier,
            @ForAll @LongRange(min = 0, max = MAX_SECOND) long later) {
        assertThat(new SequenceNumber(0, 3, index, earlier)).isLessThan(new SequenceNumber(0, 3, index + 1, later));
    }

    @Property
    void runCountsLikeTheNumbersThemselves(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 100) long index,
            @ForAll @LongRange(min = 0, max = MAX_SECOND) long second) {
        SequenceNumberRun run = new SequenceNumberRun(new SequenceNumber(1_700_000_000L, 7, index, second));
        for (int i = 0; i < 50; i++) {
            assertThat(run).hasToString(new SequenceNumber(1_700_000_000L, 7, index + i, second).toString());
            run.advance();
        }
    }

    @Test
    void refusesOtherVersionsAndMalformedTexts() {
        assertThat(SequenceNumber.parse("0")).isEmpty();
        assertThat(SequenceNumber.parse("1".repeat(56))).isEmpty();
        assertThat(SequenceNumber.parse("9".repeat(56))).isEmpty();
        assertThat(SequenceNumber.parse("x".repeat(56))).isEmpty();
        assertThat(SequenceNumber.shardOfOldestVersion("5")).hasValue(5);
        assertThat(SequenceNumber.shardOfOldestVersion("00")).isEmpty();
        assertThat(SequenceNumber.shardOfOldestVersion("26227199374822427428162556223570313216"))
                .as("dated too far ahead")
                .isEmpty();
        assertThat(SequenceNumber.isWellFormed("00")).isFalse();
        assertThat(SequenceNumber.isWellFormed("1".repeat(129))).isTrue();
        assertThat(SequenceNumber.isWellFormed("1".repeat(130))).isFalse();
    }
}
