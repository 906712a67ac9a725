package dev.millrace.protocol.error;

/** Errors of callers who are known but may not do what they ask for. */
public final class AccessErrors {
    private AccessErrors() {}

    /** No policy of the caller's allows the action. */
    public static KinesisException notAllowedByIdentity(String principalArn, String action, String resource) {
        return denied(principalArn, action, resource, "no identity-based policy allows the " + action + " action");
    }

    /** A caller of another account whom the resource's policy does not allow the action. */
    public static KinesisException notAllowedByResource(String principalArn, String action, String resource) {
        return denied(principalArn, action, resource, "no resource-based policy allows the " + action + " action");
    }

    public static KinesisException deniedByIdentity(String principalArn, String action, String resource) {
        return deniedExplicitly(principalArn, action, resource, "an identity-based policy");
    }

    /** Worded after the one above. */
    public static KinesisException deniedByResource(String principalArn, String action, String resource) {
        return deniedExplicitly(principalArn, action, resource, "a resource-based policy");
    }

    private static KinesisException denied(String principalArn, String action, String resource, String reason) {
        return new KinesisException(
                ErrorType.ACCESS_DENIED, notAuthorized(principalArn, action, resource) + " because " + reason);
    }

    private static KinesisException deniedExplicitly(
            String principalArn, String action, String resource, String policy) {
        return new KinesisException(
                ErrorType.ACCESS_DENIED,
                notAuthorized(principalArn, action, resource) + " with an explicit deny in " + policy);
    }

    static String notAuthorized(String principalArn, String action, String resource) {
        return "User: " + principalArn + " is not authorized to perform: " + action + " on resource: " + resource;
    }
}
