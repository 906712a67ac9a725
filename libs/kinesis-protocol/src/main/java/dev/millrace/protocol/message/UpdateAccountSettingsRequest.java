package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.MINIMUM_THROUGHPUT_BILLING_COMMITMENT;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Changes the settings of the account.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateAccountSettings.html">UpdateAccountSettings</a>
 */
public record UpdateAccountSettingsRequest(@Nullable BillingCommitmentChange minimumThroughputBillingCommitment)
        implements KinesisRequest {
    static UpdateAccountSettingsRequest read(WireReader in) {
        BillingCommitmentChange minimumThroughputBillingCommitment = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case MINIMUM_THROUGHPUT_BILLING_COMMITMENT ->
                    minimumThroughputBillingCommitment = BillingCommitmentChange.read(in);
                default -> in.skip();
            }
        }
        return new UpdateAccountSettingsRequest(minimumThroughputBillingCommitment);
    }

    @Override
    public BillingCommitmentChange minimumThroughputBillingCommitment() {
        return Required.checked(minimumThroughputBillingCommitment);
    }

    @Override
    public Operation operation() {
        return Operation.UPDATE_ACCOUNT_SETTINGS;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with(
                        "minimumThroughputBillingCommitment",
                        minimumThroughputBillingCommitment == null
                                ? null
                                : minimumThroughputBillingCommitment.audited());
    }

    @Override
    public void check(Constraints constraints) {
        constraints.required(MINIMUM_THROUGHPUT_BILLING_COMMITMENT, minimumThroughputBillingCommitment);
        constraints.structure(
                MINIMUM_THROUGHPUT_BILLING_COMMITMENT,
                minimumThroughputBillingCommitment,
                BillingCommitmentChange::check);
    }
}
