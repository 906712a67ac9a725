package dev.millrace.gateway.rest.security;

import dev.millrace.protocol.error.KinesisException;
import org.springframework.security.core.AuthenticationException;

/** A signature that was not accepted, with the error that the AWS face would answer. */
final class RefusedException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final KinesisException error;

    RefusedException(KinesisException error) {
        super(error.type().wireName(), error);
        this.error = error;
    }

    KinesisException error() {
        return error;
    }
}
