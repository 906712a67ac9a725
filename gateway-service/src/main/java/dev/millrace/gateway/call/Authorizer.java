package dev.millrace.gateway.call;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.operation.Operation;
import dev.millrace.signing.credentials.Principal;

/** Whether a known caller may do what it asks for. */
@FunctionalInterface
public interface Authorizer {
    /**
     * Lets a call pass, or not.
     *
     * @throws KinesisException an AccessDeniedException if the caller may not
     */
    void authorize(Principal principal, Operation operation);
}
