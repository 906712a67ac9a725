package dev.millrace.key;

/**
 * The texts of KMS's errors, as users of AWS know them.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html">KMS's operations and their errors</a>
 */
public final class KeyErrors {
    private KeyErrors() {}

    public static KeyException keyNotFound(String arn) {
        return notFound("Key '" + arn + "' does not exist");
    }

    public static KeyException aliasNotFound(String arn) {
        return notFound("Alias " + arn + " is not found.");
    }

    public static KeyException invalidKeyId(String given) {
        return notFound("Invalid keyId '" + given + "'");
    }

    public static KeyException otherRegion(String region) {
        return notFound("Invalid arn " + region);
    }

    public static KeyException disabled(String arn) {
        return new KeyException(KeyErrorType.DISABLED, arn + " is disabled.");
    }

    public static KeyException pendingDeletion(String arn) {
        return invalidState(arn + " is pending deletion.");
    }

    public static KeyException notPendingDeletion(String arn) {
        return invalidState(arn + " is not pending deletion.");
    }

    public static KeyException invalidState(String message) {
        return new KeyException(KeyErrorType.INVALID_STATE, message);
    }

    /** AWS says nothing besides. */
    public static KeyException invalidCiphertext() {
        return new KeyException(KeyErrorType.INVALID_CIPHERTEXT, "");
    }

    public static KeyException incorrectKey() {
        return new KeyException(
                KeyErrorType.INCORRECT_KEY,
                "The key ID in the request does not identify a CMK that can perform this operation.");
    }

    /** Of a call that was only to be tried, when nothing else stands against it. */
    public static KeyException dryRun() {
        return new KeyException(
                KeyErrorType.DRY_RUN, "The request would have succeeded, but the DryRun option is set.");
    }

    public static KeyException ciphertextOfUnknownKey() {
        return new KeyException(
                KeyErrorType.ACCESS_DENIED,
                "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or"
                        + " you are not allowed to access.");
    }

    public static KeyException accessDenied(String message) {
        return new KeyException(KeyErrorType.ACCESS_DENIED, message);
    }

    public static KeyException aliasExists(String arn) {
        return new KeyException(KeyErrorType.ALREADY_EXISTS, "An alias with the name " + arn + " already exists");
    }

    public static KeyException awsManaged(String arn, String action) {
        return new KeyException(
                KeyErrorType.UNSUPPORTED_OPERATION, action + " is not supported for the AWS managed key " + arn + ".");
    }

    public static KeyException unsupported(String message) {
        return new KeyException(KeyErrorType.UNSUPPORTED_OPERATION, message);
    }

    public static KeyException malformedPolicy(String message) {
        return new KeyException(KeyErrorType.MALFORMED_POLICY, message);
    }

    public static KeyException limitExceeded(String message) {
        return new KeyException(KeyErrorType.LIMIT_EXCEEDED, message);
    }

    public static KeyException tag(String message) {
        return new KeyException(KeyErrorType.TAG, message);
    }

    public static KeyException validation(String message) {
        return new KeyException(KeyErrorType.VALIDATION, message);
    }

    /** @param constraint as "Member must not be null" */
    public static KeyException constraint(String member, String constraint) {
        return validation(
                "1 validation error detected: Value at '" + member + "' failed to satisfy constraint: " + constraint);
    }

    /** A member that must be given and is not. */
    public static KeyException missing(String member) {
        return validation("1 validation error detected: Value null at '" + member
                + "' failed to satisfy constraint: Member must not be null");
    }

    public static KeyException aliasReserved(String name) {
        return new KeyException(
                KeyErrorType.INVALID_ALIAS_NAME,
                name + ": names that begin with alias/aws/ are reserved for keys that are made by themselves.");
    }

    public static KeyException invalidMarker() {
        return new KeyException(KeyErrorType.INVALID_MARKER, "Invalid marker.");
    }

    public static KeyException invalidKeyUsage(String message) {
        return new KeyException(KeyErrorType.INVALID_KEY_USAGE, message);
    }

    public static KeyException rateExceeded() {
        return new KeyException(KeyErrorType.THROTTLING, "Rate exceeded");
    }

    public static KeyException internalFailure() {
        return new KeyException(
                KeyErrorType.INTERNAL_FAILURE,
                "The request was rejected because an internal exception occurred. The request can be retried.");
    }

    private static KeyException notFound(String message) {
        return new KeyException(KeyErrorType.NOT_FOUND, message);
    }
}
