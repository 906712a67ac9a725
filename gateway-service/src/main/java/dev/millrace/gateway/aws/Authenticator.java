package dev.millrace.gateway.aws;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.signing.credentials.Principal;
import dev.millrace.signing.sigv4.SignableRequest;
import dev.millrace.signing.sigv4.SignatureOutcome;
import dev.millrace.signing.sigv4.SignatureOutcome.Refused;
import dev.millrace.signing.sigv4.SignatureOutcome.Verified;
import dev.millrace.signing.sigv4.SignatureVerifier;

/** Who sent a request, by its signature. */
final class Authenticator {
    private final SignatureVerifier verifier;

    Authenticator(SignatureVerifier verifier) {
        this.verifier = verifier;
    }

    /** @throws KinesisException if the sender cannot be established */
    Principal authenticate(SignableRequest request) {
        SignatureOutcome outcome = verifier.verify(request);
        if (outcome instanceof Verified verified) {
            return verified.credential().principal();
        }
        Refused refused = (Refused) outcome;
        throw new KinesisException(errorOf(refused.reason()), refused.message());
    }

    private static ErrorType errorOf(SignatureOutcome.Reason reason) {
        return switch (reason) {
            case MISSING_TOKEN -> ErrorType.MISSING_AUTHENTICATION_TOKEN;
            case INCOMPLETE -> ErrorType.INCOMPLETE_SIGNATURE;
            case UNKNOWN_CLIENT -> ErrorType.UNRECOGNIZED_CLIENT;
            case EXPIRED_TOKEN -> ErrorType.EXPIRED_TOKEN;
            case INVALID_SIGNATURE -> ErrorType.INVALID_SIGNATURE;
        };
    }
}
