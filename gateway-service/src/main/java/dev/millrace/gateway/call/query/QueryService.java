package dev.millrace.gateway.call.query;

import com.google.protobuf.Message;
import dev.millrace.gateway.caller.Requester;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A service of the Query protocol. */
public interface QueryService {
    /** What requests to it are signed for. */
    String signingName();

    /** Of its version of the API, which its answers name. */
    String version();

    /** Of its answers. */
    String namespace();

    /** A request without members; empty if there is no such operation. */
    Optional<Message> prototype(String action);

    /**
     * Performs an operation.
     *
     * @param action the operation's name
     * @return the result, empty for an operation that answers nothing; or an IdentityException, or a KinesisException of
     *     those that all services have in common. Both may be thrown as well
     */
    Mono<Optional<Message>> perform(Requester requester, String action, QueryForm form);
}
