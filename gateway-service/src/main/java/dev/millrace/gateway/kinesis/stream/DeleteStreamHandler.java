package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.protocol.message.DeleteStreamRequest;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.stream.StreamName;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Deletes a stream with everything in it.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html">DeleteStream</a>
 */
final class DeleteStreamHandler implements OperationSubject {
    private final Streams streams;
    private final StreamCatalogCalls catalog;
    private final ConsumerCalls consumers;

    DeleteStreamHandler(Streams streams, StreamCatalogCalls catalog, ConsumerCalls consumers) {
        this.streams = streams;
        this.catalog = catalog;
        this.consumers = consumers;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(Operation.DELETE_STREAM, DeleteStreamRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(DeleteStreamRequest request) {
        StreamName name = streams.nameOf(request);
        boolean enforce = Boolean.TRUE.equals(request.enforceConsumerDeletion());
        return (enforce ? Mono.empty() : requireNoConsumers(name))
                .then(catalog.delete(name))
                .thenReturn(KinesisResponse.NONE);
    }

    /** Who registers between this and the deletion goes with the stream. */
    private Mono<Void> requireNoConsumers(StreamName name) {
        return catalog.find(name)
                .flatMap(stream -> consumers.count(stream.id()))
                .flatMap(count ->
                        count == 0 ? Mono.empty() : Mono.error(StreamErrors.hasConsumers(name, streams.account())));
    }
}
