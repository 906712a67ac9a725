package dev.millrace.protocol.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.wire.Member;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
    private final Constraints constraints = new Constraints();

    @Test
    void nothingWrongIsNoError() {
        constraints.text(Member.STREAM_NAME, "orders", TextRule.NAME);
        constraints.text(Member.STREAM_ARN, null, TextRule.STREAM_ARN);
        assertThatCode(constraints::throwIfFailed).doesNotThrowAnyException();
    }

    @Test
    void oneFailureIsSingular() {
        constraints.required(Member.SHARD_ID, null);
        assertFailedWith("1 validation error detected: Value null at 'shardId' failed to satisfy constraint:"
                + " Member must not be null");
    }

    @Test
    void anEmptyNameFailsItsPatternAndThenItsLength() {
        constraints.text(Member.STREAM_NAME, "", TextRule.NAME);
        assertFailedWith(
                "2 validation errors detected: Value '' at 'streamName' failed to satisfy constraint: Member must"
                        + " satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value '' at 'streamName' failed to satisfy"
                        + " constraint: Member must have length greater than or equal to 1");
    }

    @Test
    void anAcronymKeepsItsCapitalsInAPath() {
        constraints.number(Member.MAX_RECORD_SIZE_IN_KIB, 5, 1024, 10240);
        constraints.text(Member.STREAM_ARN, "a", TextRule.STREAM_ARN);
        assertFailedWith(
                "2 validation errors detected: Value '5' at 'maxRecordSizeInKiB' failed to satisfy constraint:"
                        + " Member must have value greater than or equal to 1024; Value 'a' at 'streamARN' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+");
    }

    @Test
    void tenFailuresAreNamedAndNoMore() {
        for (int i = 0; i < 20; i++) {
            constraints.required(Member.DATA, null);
        }
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(constraints::throwIfFailed)
                .withMessageStartingWith("10 validation errors detected: ")
                .satisfies(error -> assertThat(error.getMessage().split("; ")).hasSize(10));
    }

    @Test
    void aValueOfAMillionCharactersIsNotRepeatedWhole() {
        constraints.text(Member.STREAM_NAME, "a".repeat(1_000_000), TextRule.NAME);
        constraints.size(Member.TAG_KEYS, Collections.nCopies(1000, "b".repeat(1000)), 1, 50);
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(constraints::throwIfFailed)
                .withMessageStartingWith("2 validation errors detected: Value 'aaaa")
                .withMessageContaining(
                        "a...' at 'streamName' failed to satisfy constraint: Member must have length less than"
                                + " or equal to 128; Value at 'tagKeys' failed")
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(5000));
    }

    @Test
    void aMapPrintsAsJavaPrintsItAndAListNotAtAll() {
        constraints.map(Member.TAGS, Map.of("", "v"), 1, 200, TextRule.TAG_KEY, TextRule.TAG_VALUE);
        constraints.eachText(Member.TAG_KEYS, List.of("a", ""), TextRule.TAG_KEY);
        assertFailedWith(
                "2 validation errors detected: Value '{=v}' at 'tags' failed to satisfy constraint: Map keys must"
                        + " satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater"
                        + " than or equal to 1]; Value at 'tagKeys' failed to satisfy constraint: Member must satisfy"
                        + " constraint: [Member must have length less than or equal to 128, Member must have length greater than or"
                        + " equal to 1]");
    }

    @Test
    void lengthsCountCharactersAndNotTheirHalves() {
        constraints.text(Member.PARTITION_KEY, "😀".repeat(256), TextRule.PARTITION_KEY);
        assertThatCode(constraints::throwIfFailed).doesNotThrowAnyException();
        constraints.text(Member.PARTITION_KEY, "😀".repeat(257), TextRule.PARTITION_KEY);
        assertThatExceptionOfType(KinesisException.class).isThrownBy(constraints::throwIfFailed);
    }

    private void assertFailedWith(String message) {
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(constraints::throwIfFailed)
                .withMessage(message)
                .satisfies(error -> assertThat(error.type()).isEqualTo(ErrorType.VALIDATION));
    }
}
