package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.POLICY;

import dev.millrace.protocol.wire.WireWriter;

/**
 * The policy of a stream or consumer; a resource without one answers {@code {}}.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetResourcePolicy.html">GetResourcePolicy</a>
 */
public record GetResourcePolicyResponse(String policy) implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.member(POLICY, policy);
        out.endMap();
    }
}
