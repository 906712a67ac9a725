package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.CONSUMER_ARN;
import static dev.millrace.protocol.wire.Member.CONSUMER_CREATION_TIMESTAMP;
import static dev.millrace.protocol.wire.Member.CONSUMER_NAME;
import static dev.millrace.protocol.wire.Member.CONSUMER_STATUS;

import dev.millrace.protocol.wire.WireWriter;
import java.time.Instant;

/**
 * A registered consumer.
 *
 * @param arn ends in the second of its creation, so that a re-created consumer has another
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Consumer.html">Consumer</a>
 */
public record Consumer(String name, String arn, ConsumerStatus status, Instant createdAt) {
    /** Where a consumer is in its life; it can subscribe while ACTIVE. */
    public enum ConsumerStatus {
        CREATING,
        DELETING,
        ACTIVE
    }

    AuditedMembers audited() {
        return new AuditedMembers()
                .with("consumerName", name)
                .with("consumerARN", arn)
                .with("consumerStatus", status);
    }

    void writeTo(WireWriter out) {
        out.beginMap();
        writeMembers(out);
        out.endMap();
    }

    void writeMembers(WireWriter out) {
        out.member(CONSUMER_NAME, name);
        out.member(CONSUMER_ARN, arn);
        out.member(CONSUMER_STATUS, status);
        out.member(CONSUMER_CREATION_TIMESTAMP, createdAt);
    }
}
