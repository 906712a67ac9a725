package dev.millrace.protocol.message;

import dev.millrace.protocol.wire.WireWriter;

/**
 * The settings of the account.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeAccountSettings.html">DescribeAccountSettings</a>
 */
public record DescribeAccountSettingsResponse(BillingCommitment commitment) implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        commitment.writeTo(out);
        out.endMap();
    }
}
