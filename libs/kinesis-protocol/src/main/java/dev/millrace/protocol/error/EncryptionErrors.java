package dev.millrace.protocol.error;

import dev.millrace.stream.StreamName;

/** Errors of the keys that streams are encrypted with; for writers, readers and subscriptions alike. */
public final class EncryptionErrors {
    private EncryptionErrors() {}

    public static KinesisException writerNotAllowed(String principalArn, String keyArn) {
        return new KinesisException(
                ErrorType.KMS_ACCESS_DENIED, AccessErrors.notAuthorized(principalArn, "kms:GenerateDataKey", keyArn));
    }

    public static KinesisException readerNotAllowed(String principalArn, StreamName stream) {
        return new KinesisException(
                ErrorType.KMS_ACCESS_DENIED,
                "User " + principalArn + " is not authorized to decrypt records in stream " + stream);
    }

    /** KMS's own text. */
    public static KinesisException keyDisabled(String key) {
        return new KinesisException(ErrorType.KMS_DISABLED, key + " is disabled.");
    }

    /** KMS's own text. */
    public static KinesisException keyBeingDeleted(String key) {
        return new KinesisException(ErrorType.KMS_INVALID_STATE, key + " is pending deletion.");
    }

    /** KMS's own text. */
    public static KinesisException keyNotFound(String key) {
        return new KinesisException(ErrorType.KMS_NOT_FOUND, "Key '" + key + "' does not exist");
    }

    /** Ours. */
    public static KinesisException optInRequired() {
        return new KinesisException(
                ErrorType.KMS_OPT_IN_REQUIRED, "The AWS access key ID needs a subscription for the service.");
    }

    /** Ours. */
    public static KinesisException throttled() {
        return new KinesisException(ErrorType.KMS_THROTTLING, "The rate of requests for the key was exceeded.");
    }

    /** Ours: the model allows the word, the operation does not. */
    public static KinesisException typeNotKms(String type) {
        return new KinesisException(
                ErrorType.INVALID_ARGUMENT, "EncryptionType must be KMS. Specified value was " + type + ".");
    }

    /** Ours. */
    public static KinesisException tooManyChanges(StreamName stream, String account, int limit) {
        return new KinesisException(
                ErrorType.LIMIT_EXCEEDED,
                "Encryption of " + ShardErrors.in(stream, account) + " can be changed at most " + limit
                        + " times in 24 hours.");
    }
}
