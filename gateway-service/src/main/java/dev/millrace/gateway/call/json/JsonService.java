package dev.millrace.gateway.call.json;

import com.google.protobuf.Message;
import dev.millrace.gateway.caller.Requester;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** A service of the JSON protocol. */
public interface JsonService {
    /** What requests to it are signed for. */
    String signingName();

    /** What stands before the operation in {@code X-Amz-Target}, without the dot. */
    String targetPrefix();

    /** The names of its operations. */
    Set<String> operations();

    /** A request of one of {@link #operations()}, without members: what a record of a call may tell of it. */
    Message prototype(String operation);

    /**
     * Performs an operation.
     *
     * @param operation one of {@link #operations()}
     * @return the result, empty for an operation that answers nothing; or an error of the service, or a KinesisException of those
     *     that all services have in common. Both may be thrown as well
     */
    Mono<Message> perform(Requester requester, String operation, JsonBody body);

    /** The service's own error that a failure is; empty for all others. */
    Optional<JsonError> errorOf(Throwable failure);
}
