package dev.millrace.protocol.message;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;

/**
 * Asks for the settings of the account.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeAccountSettings.html">DescribeAccountSettings</a>
 */
public record DescribeAccountSettingsRequest() implements KinesisRequest {
    static DescribeAccountSettingsRequest read(WireReader in) {
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            in.skip();
        }
        return new DescribeAccountSettingsRequest();
    }

    @Override
    public Operation operation() {
        return Operation.DESCRIBE_ACCOUNT_SETTINGS;
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
