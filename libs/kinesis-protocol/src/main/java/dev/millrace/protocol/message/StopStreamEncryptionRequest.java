package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.ENCRYPTION_TYPE;
import static dev.millrace.protocol.wire.Member.KEY_ID;
import static dev.millrace.protocol.wire.Member.STREAM_ARN;
import static dev.millrace.protocol.wire.Member.STREAM_NAME;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.constraint.TextRule;
import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * Turns encryption of new records off.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StopStreamEncryption.html">StopStreamEncryption</a>
 */
public record StopStreamEncryptionRequest(
        @Nullable String streamName,
        @Nullable String encryptionType,
        @Nullable String keyId,
        @Nullable String streamArn)
        implements KinesisRequest, StreamAddressed {
    static StopStreamEncryptionRequest read(WireReader in) {
        String streamName = null;
        String encryptionType = null;
        String keyId = null;
        String streamArn = null;
        for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
            switch (member) {
                case STREAM_NAME -> streamName = in.string();
                case ENCRYPTION_TYPE -> encryptionType = in.string();
                case KEY_ID -> keyId = in.string();
                case STREAM_ARN -> streamArn = in.string();
                default -> in.skip();
            }
        }
        return new StopStreamEncryptionRequest(streamName, encryptionType, keyId, streamArn);
    }

    @Override
    public String encryptionType() {
        return Required.checked(encryptionType);
    }

    @Override
    public String keyId() {
        return Required.checked(keyId);
    }

    @Override
    public Operation operation() {
        return Operation.STOP_STREAM_ENCRYPTION;
    }

    @Override
    public AuditedMembers audited() {
        return AuditedMembers.ofStream(streamName, streamArn)
                .with("encryptionType", encryptionType)
                .with("keyId", keyId);
    }

    @Override
    public void check(Constraints constraints) {
        constraints.text(STREAM_NAME, streamName, TextRule.NAME);
        constraints.required(ENCRYPTION_TYPE, encryptionType);
        constraints.oneOf(ENCRYPTION_TYPE, encryptionType, ValueSets.ENCRYPTION_TYPE);
        constraints.required(KEY_ID, keyId);
        constraints.text(KEY_ID, keyId, TextRule.KEY_ID);
        constraints.text(STREAM_ARN, streamArn, TextRule.STREAM_ARN);
    }
}
