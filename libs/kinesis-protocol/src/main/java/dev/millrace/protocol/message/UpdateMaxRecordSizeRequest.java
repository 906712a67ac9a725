package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.MAX_RECORD_SIZE_IN_KIB;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Changes how large a record of a stream may be.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html">UpdateMaxRecordSize</a>
 */
public record UpdateMaxRecordSizeRequest(
        @Nullable String streamArn, @Nullable Integer maxRecordSizeInKiB) implements KinesisRequest, StreamAddressed {
    static UpdateMaxRecordSizeRequest read(WireReader in) {
        String streamArn = null;
        Integer maxRecordSizeInKiB = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_ARN -> streamArn = in.string();
                case MAX_RECORD_SIZE_IN_KIB -> maxRecordSizeInKiB = in.integer();
                default -> in.skip();
            }
        }
        return new UpdateMaxRecordSizeRequest(streamArn, maxRecordSizeInKiB);
    }

    @Override
    public Integer maxRecordSizeInKiB() {
        return Required.checked(maxRecordSizeInKiB);
    }

    @Override
    public Operation operation() {
        return Operation.UPDATE_MAX_RECORD_SIZE;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers().with("streamARN", streamArn).with("maxRecordSizeInKiB", maxRecordSizeInKiB);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
        constraints.required(MAX_RECORD_SIZE_IN_KIB, maxRecordSizeInKiB);
        constraints.number(MAX_RECORD_SIZE_IN_KIB, maxRecordSizeInKiB, 1024, 10240);
    }
}
