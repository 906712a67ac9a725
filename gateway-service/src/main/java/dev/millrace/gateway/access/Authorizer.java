package dev.millrace.gateway.access;

import dev.millrace.gateway.caller.Requester;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.Operation;
import reactor.core.publisher.Mono;

/** Whether a known caller may do what it asks for. Refusals are errors of the type AccessDeniedException. */
public interface Authorizer {
    /**
     * Completes if the caller may.
     *
     * @param operation what is to be done
     * @param names a request that names what it is done to: usually, but not always, one of that operation
     */
    Mono<Void> authorize(Requester requester, Operation operation, KinesisRequest names);

    /** The same for a request that cannot be read, and so is decided on as one about anything. */
    Mono<Void> authorizeUnread(Requester requester, Operation operation);
}
