package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.SEQUENCE_NUMBER;
import static dev.millrace.protocol.wire.Member.TYPE;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription is to start.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartingPosition.html">StartingPosition</a>
 */
public record StartingPosition(
        @Nullable String type,
        @Nullable String sequenceNumber,
        @Nullable Instant timestamp) {
    static StartingPosition read(WireReader in) {
        String type = null;
        String sequenceNumber = null;
        Instant timestamp = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case TYPE -> type = in.string();
                case SEQUENCE_NUMBER -> sequenceNumber = in.string();
                case TIMESTAMP -> timestamp = in.timestamp();
                default -> in.skip();
            }
        }
        return new StartingPosition(type, sequenceNumber, timestamp);
    }

    @Override
    public String type() {
        return Required.checked(type);
    }

    /** The type of a position whose request was validated. */
    public ShardIteratorType iteratorType() {
        return ShardIteratorType.valueOf(type());
    }

    AuditedMembers audited() {
        return new AuditedMembers()
                .with("type", type)
                .with("sequenceNumber", sequenceNumber)
                .with("timestamp", timestamp);
    }

    void check(Constraints constraints) {
        constraints.required(TYPE, type);
        constraints.oneOf(TYPE, type, ShardIteratorType.NAMES);
        constraints.text(SEQUENCE_NUMBER, sequenceNumber, TextRule.SEQUENCE_NUMBER);
    }
}
