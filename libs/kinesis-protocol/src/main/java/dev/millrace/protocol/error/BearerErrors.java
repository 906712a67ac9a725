package dev.millrace.protocol.error;

/** Errors of callers with a bearer token, whom the AWS API does not have; ours. None quotes anything of the token. */
public final class BearerErrors {
    private BearerErrors() {}

    /** @param reason a sentence without its full stop */
    public static KinesisException invalid(String reason) {
        return new KinesisException(ErrorType.UNRECOGNIZED_CLIENT, "The bearer token is not accepted. " + reason + ".");
    }

    /** The issuer has not answered since this gateway was started: whether the token is any good is not known. */
    public static KinesisException keysUnknown() {
        return new KinesisException(
                ErrorType.INTERNAL_FAILURE,
                "The bearer token cannot be verified: the issuer's keys are not available.");
    }

    public static KinesisException noRule() {
        return denied("no rule says which role or user it stands for.");
    }

    public static KinesisException mappedToNobody() {
        return denied("the role or user that it stands for does not exist.");
    }

    private static KinesisException denied(String reason) {
        return new KinesisException(ErrorType.ACCESS_DENIED, "The bearer token is accepted, but " + reason);
    }
}
