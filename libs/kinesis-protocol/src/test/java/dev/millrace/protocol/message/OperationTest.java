package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationTest {
    @Test
    void aTargetNamesTheServiceAndTheOperation() {
        assertThat(Operation.ofTarget("Kinesis_20131202.PutRecord")).contains(Operation.PUT_RECORD);
        assertThat(Operation.ofTarget("Kinesis_20131202.putRecord")).isEmpty();
        assertThat(Operation.ofTarget("Kinesis_20131202.")).isEmpty();
        assertThat(Operation.ofTarget("DynamoDB_20120810.PutItem")).isEmpty();
        assertThat(Operation.ofTarget("PutRecord")).isEmpty();
    }

    @Test
    void anActionIsTheOperationOfTheService() {
        assertThat(Operation.UPDATE_MAX_RECORD_SIZE.action()).isEqualTo("kinesis:UpdateMaxRecordSize");
    }

    @ParameterizedTest
    @EnumSource
    void anOperationReadsIfItsNameSaysSo(Operation operation) {
        boolean reads = Pattern.matches("(Describe|Get|List).*", operation.wireName())
                || operation == Operation.SUBSCRIBE_TO_SHARD;

        assertThat(operation.isReadOnly()).isEqualTo(reads);
    }

    /** One that is forgotten would have no limit at all. */
    @ParameterizedTest
    @EnumSource
    void anOperationHasARateOfCallsUnlessItIsAboutRecords(Operation operation) {
        boolean aboutRecords = EnumSet.of(
                        Operation.GET_RECORDS,
                        Operation.GET_SHARD_ITERATOR,
                        Operation.PUT_RECORD,
                        Operation.PUT_RECORDS,
                        Operation.SUBSCRIBE_TO_SHARD)
                .contains(operation);

        assertThat(operation.isAboutRecords()).isEqualTo(aboutRecords);
        assertThat(operation.callRate().isLimited()).isNotEqualTo(aboutRecords);
    }
}
