package dev.millrace.gateway.rest.security;

import dev.millrace.protocol.error.KinesisException;
import org.springframework.security.core.AuthenticationException;

/** A signature or a token that was not accepted, with the error to answer. */
final class RefusedAuthenticationException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final KinesisException error;
    private final boolean ofToken;

    private RefusedAuthenticationException(KinesisException error, boolean ofToken) {
        super(error.type().wireName(), error);
        this.error = error;
        this.ofToken = ofToken;
    }

    /** The AWS face would answer the same. */
    static RefusedAuthenticationException ofSignature(KinesisException error) {
        return new RefusedAuthenticationException(error, false);
    }

    static RefusedAuthenticationException ofToken(KinesisException error) {
        return new RefusedAuthenticationException(error, true);
    }

    KinesisException error() {
        return error;
    }

    boolean isOfToken() {
        return ofToken;
    }
}
