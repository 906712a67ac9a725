package dev.millrace.identity;

/**
 * The texts of IAM's errors, as users of AWS know them.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html">IAM's operations and their errors</a>
 */
public final class IdentityErrors {
    private IdentityErrors() {}

    public static IdentityException notFound(IdentityKind kind, String name) {
        return noSuchEntity("The " + kind.arnPart() + " with name " + name + " cannot be found.");
    }

    public static IdentityException policyNotFound(String arn) {
        return noSuchEntity("Policy " + arn + " was not found.");
    }

    public static IdentityException policyNotAttachable(String arn) {
        return noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }

    public static IdentityException notAttached(String arn) {
        return noSuchEntity("Policy " + arn + " was not found.");
    }

    public static IdentityException policyVersionNotFound(String arn, String version) {
        return noSuchEntity("Policy " + arn + " version " + version + " does not exist or is not attachable.");
    }

    public static IdentityException inlinePolicyNotFound(IdentityKind kind, String name) {
        return noSuchEntity("The " + kind.arnPart() + " policy with name " + name + " cannot be found.");
    }

    public static IdentityException accessKeyNotFound(String id) {
        return noSuchEntity("The Access Key with id " + id + " cannot be found.");
    }

    public static IdentityException noBoundary(IdentityKind kind, String name) {
        return noSuchEntity(kind.title() + " " + name + " does not have a permissions boundary.");
    }

    public static IdentityException alreadyExists(IdentityKind kind, String name) {
        return new IdentityException(
                IdentityErrorType.ENTITY_ALREADY_EXISTS, kind.title() + " with name " + name + " already exists.");
    }

    public static IdentityException policyAlreadyExists(String name) {
        return new IdentityException(
                IdentityErrorType.ENTITY_ALREADY_EXISTS,
                "A policy called " + name + " already exists. Duplicate names are not allowed.");
    }

    /** @param first what has to be done before, as "delete access keys" */
    public static IdentityException mustFirst(String first) {
        return deleteConflict("Cannot delete entity, must " + first + " first.");
    }

    public static IdentityException deleteConflict(String message) {
        return new IdentityException(IdentityErrorType.DELETE_CONFLICT, message);
    }

    /** @param quota as AWS calls it, for example AccessKeysPerUser */
    public static IdentityException quotaExceeded(String quota, int limit) {
        return new IdentityException(
                IdentityErrorType.LIMIT_EXCEEDED, "Cannot exceed quota for " + quota + ": " + limit);
    }

    public static IdentityException tooManyVersions(int limit) {
        return new IdentityException(
                IdentityErrorType.LIMIT_EXCEEDED,
                "A managed policy can have up to " + limit
                        + " versions. Before you create a new version, you must delete an existing version.");
    }

    /** @param what the document is too large for, as "user ada" */
    public static IdentityException inlinePoliciesTooLarge(int limit, String what) {
        return new IdentityException(
                IdentityErrorType.LIMIT_EXCEEDED, "Maximum policy size of " + limit + " bytes exceeded for " + what);
    }

    /** What all identities together take is bounded, because every gateway has them in memory. */
    public static IdentityException directoryFull() {
        return new IdentityException(
                IdentityErrorType.LIMIT_EXCEEDED, "All identities together take as much room as there is for them.");
    }

    public static IdentityException malformedPolicy(String message) {
        return new IdentityException(IdentityErrorType.MALFORMED_POLICY_DOCUMENT, message);
    }

    public static IdentityException validation(String message) {
        return new IdentityException(IdentityErrorType.VALIDATION_ERROR, message);
    }

    public static IdentityException invalidInput(String message) {
        return new IdentityException(IdentityErrorType.INVALID_INPUT, message);
    }

    /** @param constraint as "Member must not be null" */
    public static IdentityException constraint(String member, String constraint) {
        return validation(
                "1 validation error detected: Value at '" + member + "' failed to satisfy constraint: " + constraint);
    }

    public static IdentityException userNameNeeded() {
        return validation("Must specify userName when calling with non-User credentials");
    }

    public static IdentityException rateExceeded() {
        return new IdentityException(IdentityErrorType.REQUEST_LIMIT, "Rate exceeded");
    }

    public static IdentityException internalFailure() {
        return new IdentityException(
                IdentityErrorType.INTERNAL_FAILURE,
                "The request processing has failed because of an unknown error, exception or failure.");
    }

    private static IdentityException noSuchEntity(String message) {
        return new IdentityException(IdentityErrorType.NO_SUCH_ENTITY, message);
    }
}
