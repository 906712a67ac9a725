package dev.millrace.protocol.message;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;

/**
 * Asks for the account's limits and what is used of them.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeLimits.html">DescribeLimits</a>
 */
public record DescribeLimitsRequest() implements KinesisRequest {
    static DescribeLimitsRequest read(WireReader in) {
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            in.skip();
        }
        return new DescribeLimitsRequest();
    }

    @Override
    public Operation operation() {
        return Operation.DESCRIBE_LIMITS;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers();
    }

    @Override
    public void check(Constraints constraints) {
        // Nothing to ask of it.
    }
}
