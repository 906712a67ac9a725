package dev.millrace.gateway.streams.records;

import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.key.KeyException;
import dev.millrace.protocol.error.EncryptionErrors;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import java.util.Optional;

/** Why a key cannot be used, in Kinesis's own errors. */
public final class KeyRefusals {
    private KeyRefusals() {}

    /**
     * Why the owner of a shard cannot store or show records; empty for a refusal that has nothing to do with how they are stored.
     *
     * @param key its ARN
     */
    public static Optional<KinesisException> toError(Refusal refusal, String key) {
        return switch (refusal) {
            case KEY_DISABLED -> Optional.of(EncryptionErrors.keyDisabled(key));
            case KEY_INVALID_STATE -> Optional.of(EncryptionErrors.keyBeingDeleted(key));
            case KEY_NOT_FOUND -> Optional.of(EncryptionErrors.keyNotFound(key));
            case UNREADABLE -> Optional.of(RequestErrors.internalFailure());
            default -> Optional.empty();
        };
    }

    /** What KMS refuses, as Kinesis passes it on; any other failure as it is. */
    public static Throwable toError(Throwable failure) {
        if (!(failure instanceof KeyException refused)) {
            return failure;
        }
        return switch (refused.type()) {
            case ACCESS_DENIED -> new KinesisException(ErrorType.KMS_ACCESS_DENIED, refused.text());
            case DISABLED -> new KinesisException(ErrorType.KMS_DISABLED, refused.text());
            case INVALID_STATE -> new KinesisException(ErrorType.KMS_INVALID_STATE, refused.text());
            case NOT_FOUND, INVALID_ARN -> new KinesisException(ErrorType.KMS_NOT_FOUND, refused.text());
            case THROTTLING, LIMIT_EXCEEDED -> EncryptionErrors.throttled();
            default -> RequestErrors.internalFailure();
        };
    }
}
