package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.RETENTION_PERIOD_HOURS;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Lengthens how long a stream keeps its records.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html">IncreaseStreamRetentionPeriod</a>
 */
public record IncreaseStreamRetentionPeriodRequest(
        @Nullable String streamName,
        @Nullable Integer retentionPeriodHours,
        @Nullable String streamArn) implements KinesisRequest, StreamAddressed {
    static IncreaseStreamRetentionPeriodRequest read(WireReader in) {
        String streamName = null;
        Integer retentionPeriodHours = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case RETENTION_PERIOD_HOURS -> retentionPeriodHours = in.integer();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new IncreaseStreamRetentionPeriodRequest(streamName, retentionPeriodHours, streamArn);
    }

    @Override
    public Integer retentionPeriodHours() {
        return Required.checked(retentionPeriodHours);
    }

    @Override
    public Operation operation() {
        return Operation.INCREASE_STREAM_RETENTION_PERIOD;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn).with("retentionPeriodHours", retentionPeriodHours);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.required(RETENTION_PERIOD_HOURS, retentionPeriodHours);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
