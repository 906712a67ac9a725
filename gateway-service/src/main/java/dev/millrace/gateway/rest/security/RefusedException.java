package dev.millrace.gateway.rest.security;

import dev.millrace.protocol.error.KinesisException;
import org.springframework.security.core.AuthenticationException;

/** A signature or a token that was not accepted, with the error to answer. */
final class RefusedException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final KinesisException error;
    private final boolean ofToken;

    private RefusedException(KinesisException error, boolean ofToken) {
        super(error.type().wireName(), error);
        this.error = error;
        this.ofToken = ofToken;
    }

    /** The AWS face would answer the same. */
    static RefusedException ofSignature(KinesisException error) {
        return new RefusedException(error, false);
    }

    static RefusedException ofToken(KinesisException error) {
        return new RefusedException(error, true);
    }

    KinesisException error() {
        return error;
    }

    boolean isOfToken() {
        return ofToken;
    }
}
