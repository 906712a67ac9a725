package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;
import static dev.millrace.protocol.wire.Member.WARM_THROUGHPUT_MIBPS;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Changes the throughput that an on-demand stream is always ready for.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamWarmThroughput.html">UpdateStreamWarmThroughput</a>
 */
public record UpdateStreamWarmThroughputRequest(
        @Nullable String streamArn,
        @Nullable String streamName,
        @Nullable Integer warmThroughputMiBps) implements KinesisRequest, StreamAddressed {
    static UpdateStreamWarmThroughputRequest read(WireReader in) {
        String streamArn = null;
        String streamName = null;
        Integer warmThroughputMiBps = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_ARN -> streamArn = in.string();
                case STREAM_NAME -> streamName = in.string();
                case WARM_THROUGHPUT_MIBPS -> warmThroughputMiBps = in.integer();
                default -> in.skip();
            }
        }
        return new UpdateStreamWarmThroughputRequest(streamArn, streamName, warmThroughputMiBps);
    }

    @Override
    public Integer warmThroughputMiBps() {
        return Required.checked(warmThroughputMiBps);
    }

    @Override
    public Operation operation() {
        return Operation.UPDATE_STREAM_WARM_THROUGHPUT;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn).with("warmThroughputMiBps", warmThroughputMiBps);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.required(WARM_THROUGHPUT_MIBPS, warmThroughputMiBps);
        constraints.number(WARM_THROUGHPUT_MIBPS, warmThroughputMiBps, 0, Integer.MAX_VALUE);
    }
}
