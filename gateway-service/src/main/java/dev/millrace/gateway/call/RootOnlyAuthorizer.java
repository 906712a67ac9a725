package dev.millrace.gateway.call;

import dev.millrace.protocol.error.AccessErrors;
import dev.millrace.protocol.operation.Operation;
import dev.millrace.signing.credentials.Principal;

/** The account itself may do everything, and nobody else anything: what holds without any policy. */
final class RootOnlyAuthorizer implements Authorizer {
    @Override
    public void authorize(Principal principal, Operation operation) {
        if (!principal.root()) {
            throw AccessErrors.notAllowedByIdentity(principal.arn(), operation.action(), "*");
        }
    }
}
