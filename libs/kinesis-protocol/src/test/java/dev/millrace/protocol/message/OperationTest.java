package dev.millrace.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
