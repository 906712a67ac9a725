package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.STREAM_MODE;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import dev.millrace.stream.StreamMode;
import org.jspecify.annotations.Nullable;

/**
 * Which mode a stream is to have.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamModeDetails.html">StreamModeDetails</a>
 */
public record StreamModeDetails(@Nullable String streamMode) {
    static StreamModeDetails read(WireReader in) {
        String streamMode = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_MODE -> streamMode = in.string();
                default -> in.skip();
            }
        }
        return new StreamModeDetails(streamMode);
    }

    @Override
    public String streamMode() {
        return Required.checked(streamMode);
    }

    /** The mode of a request that was validated. */
    public StreamMode mode() {
        return StreamMode.valueOf(streamMode());
    }

    AuditedMembers audited() {
        return new AuditedMembers().with("streamMode", streamMode);
    }

    void check(Constraints constraints) {
        constraints.required(STREAM_MODE, streamMode);
        constraints.oneOf(STREAM_MODE, streamMode, ValueSets.STREAM_MODE);
    }
}
