package dev.millrace.protocol.error;

/** Errors of callers who are known but may not do what they ask for. */
public final class AccessErrors {
    private AccessErrors() {}

    /** @param refusal who may not do what to what, and why: in the words of what decided */
    public static KinesisException denied(String refusal) {
        return new KinesisException(ErrorType.ACCESS_DENIED, refusal);
    }

    static String notAuthorized(String principalArn, String action, String resource) {
        return "User: " + principalArn + " is not authorized to perform: " + action + " on resource: " + resource;
    }
}
