package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.STATUS;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Whether the account is to commit itself to a minimum throughput.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentInput.html">MinimumThroughputBillingCommitmentInput</a>
 */
public record BillingCommitmentChange(@Nullable String status) {
    static BillingCommitmentChange read(WireReader in) {
        String status = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STATUS -> status = in.string();
                default -> in.skip();
            }
        }
        return new BillingCommitmentChange(status);
    }

    @Override
    public String status() {
        return Required.checked(status);
    }

    AuditedMembers audited() {
        return new AuditedMembers().with("status", status);
    }

    void check(Constraints constraints) {
        constraints.required(STATUS, status);
        constraints.oneOf(STATUS, status, ValueSets.COMMITMENT_STATUS);
    }
}
