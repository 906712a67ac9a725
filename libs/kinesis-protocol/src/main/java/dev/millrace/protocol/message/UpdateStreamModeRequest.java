package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_MODE_DETAILS;
import static dev.millrace.protocol.wire.Member.WARM_THROUGHPUT_MIBPS;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Switches a stream between provisioned and on-demand.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamMode.html">UpdateStreamMode</a>
 */
public record UpdateStreamModeRequest(
        @Nullable String streamArn,
        @Nullable StreamModeDetails streamModeDetails,
        @Nullable Integer warmThroughputMiBps)
        implements KinesisRequest, StreamAddressed {
    static UpdateStreamModeRequest read(WireReader in) {
        String streamArn = null;
        StreamModeDetails streamModeDetails = null;
        Integer warmThroughputMiBps = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_ARN -> streamArn = in.string();
                case STREAM_MODE_DETAILS -> streamModeDetails = StreamModeDetails.read(in);
                case WARM_THROUGHPUT_MIBPS -> warmThroughputMiBps = in.integer();
                default -> in.skip();
            }
        }
        return new UpdateStreamModeRequest(streamArn, streamModeDetails, warmThroughputMiBps);
    }

    @Override
    public String streamArn() {
        return Required.checked(streamArn);
    }

    @Override
    public StreamModeDetails streamModeDetails() {
        return Required.checked(streamModeDetails);
    }

    @Override
    public Operation operation() {
        return Operation.UPDATE_STREAM_MODE;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with("streamARN", streamArn)
                .with("streamModeDetails", streamModeDetails == null ? null : streamModeDetails.audited())
                .with("warmThroughputMiBps", warmThroughputMiBps);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(STREAM_ARN, streamArn);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
        constraints.required(STREAM_MODE_DETAILS, streamModeDetails);
        constraints.structure(STREAM_MODE_DETAILS, streamModeDetails, StreamModeDetails::check);
        constraints.number(WARM_THROUGHPUT_MIBPS, warmThroughputMiBps, 0, Integer.MAX_VALUE);
    }
}
