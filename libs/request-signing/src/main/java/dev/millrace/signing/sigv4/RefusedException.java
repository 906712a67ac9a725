package dev.millrace.signing.sigv4;

import dev.millrace.signing.sigv4.SignatureOutcome.Refused;

/** Leaves the reading of a claim; never leaves this package, and carries no stack trace because it is no fault. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refused refused;

    RefusedException(Refused refused) {
        super(refused.message(), null, false, false);
        this.refused = refused;
    }

    Refused refused() {
        return refused;
    }
}
