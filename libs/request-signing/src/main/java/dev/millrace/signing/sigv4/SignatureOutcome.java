package dev.millrace.signing.sigv4;

import dev.millrace.signing.credentials.Credential;

/** What verifying a signature came to. */
public sealed interface SignatureOutcome {
    /** The request is what the owner of the credential signed. */
    record Verified(Credential credential) implements SignatureOutcome {}

    /**
     * The request is not to be trusted.
     *
     * @param message the text that AWS answers with
     */
    record Refused(Reason reason, String message) implements SignatureOutcome {}

    /** The kinds of refusal, one for each error that AWS has for them. */
    enum Reason {
        /** MissingAuthenticationTokenException. */
        MISSING_TOKEN,
        /** IncompleteSignatureException. */
        INCOMPLETE,
        /** UnrecognizedClientException. */
        UNKNOWN_CLIENT,
        /** ExpiredTokenException. */
        EXPIRED_TOKEN,
        /** InvalidSignatureException. */
        INVALID_SIGNATURE
    }
}
