package dev.millrace.protocol.message;

import dev.millrace.protocol.wire.WireWriter;

/**
 * The settings of the account after the change.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateAccountSettings.html">UpdateAccountSettings</a>
 */
public record UpdateAccountSettingsResponse(BillingCommitment commitment) implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        commitment.writeTo(out);
        out.endMap();
    }
}
