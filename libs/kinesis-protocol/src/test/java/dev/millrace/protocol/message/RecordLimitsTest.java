package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordLimitsTest {
    private static final int MIB = 1024 * 1024;

    @Test
    void aRecordCountsItsKeyInUtf8() {
        assertThat(RecordLimits.size(new byte[10], "key")).isEqualTo(13);
        assertThat(RecordLimits.size(new byte[10], "ü😀")).isEqualTo(16);
        assertThatCode(() -> RecordLimits.check(record(MIB - 4, "😀"), MIB, true))
                .doesNotThrowAnyException();
    }

    @Test
    void aRecordLargerThanItsStreamAllowsIsNamedByItsData() {
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(() -> RecordLimits.check(record(MIB, "a"), MIB, true))
                .withMessage(
                        "1 validation error detected: Value at"
                                + " 'data' failed to satisfy constraint: Member must have length less than or equal to 1048576");
    }

    @Test
    void everyTooLargeRecordOfACallIsNamed() {
        PutRecordsRequest request = new PutRecordsRequest(List.of(entry(9), entry(10), entry(11)), "s", null);
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(() -> RecordLimits.check(request, 10, true))
                .withMessage("2 validation errors detected: Value at"
                        + " 'records.2.member.data' failed to satisfy constraint: Member must have length less than or equal"
                        + " to 10; Value at 'records.3.member.data' failed to"
                        + " satisfy constraint: Member must have length less than or equal to 10");
    }

    @Test
    void aCallMayTakeTenMebibytesWithItsKeysAndNotAByteMore() {
        List<PutRecordsEntry> fitting = Collections.nCopies(10, entry(MIB - 1));
        assertThatCode(() -> RecordLimits.check(new PutRecordsRequest(fitting, "s", null), MIB, true))
                .doesNotThrowAnyException();
        List<PutRecordsEntry> tooMuch = List.of(entry(5 * MIB), entry(5 * MIB - 1));
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(() -> RecordLimits.check(new PutRecordsRequest(tooMuch, "s", null), 10 * MIB, true))
                .withMessage("Records size exceeds 10 MB limit")
                .satisfies(error -> assertThat(error.type()).isEqualTo(ErrorType.INVALID_ARGUMENT));
    }

    private static PutRecordRequest record(int size, String key) {
        return new PutRecordRequest("s", new byte[size], key, null, null, null);
    }

    private static PutRecordsEntry entry(int size) {
        return new PutRecordsEntry(new byte[size], null, "k");
    }
}
