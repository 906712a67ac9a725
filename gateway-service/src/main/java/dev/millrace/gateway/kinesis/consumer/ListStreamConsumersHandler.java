package dev.millrace.gateway.kinesis.consumer;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.NextTokens;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.consumer.v1.ListReply;
import dev.millrace.protocol.error.IteratorErrors;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.message.Consumer;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.ListStreamConsumersRequest;
import dev.millrace.protocol.message.ListStreamConsumersResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamName;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Lists the consumers of a stream by name, page by page.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreamConsumers.html">ListStreamConsumers</a>
 */
final class ListStreamConsumersHandler implements OperationSubject {
    private static final int MOST_CONSUMERS = 100;

    /** Between the stream's id and the last consumer's name in a token. */
    private static final char SEPARATOR = '/';

    private final Streams streams;
    private final RegisteredConsumers consumers;
    private final ConsumerCalls registry;
    private final NextTokens tokens;

    ListStreamConsumersHandler(
            Streams streams, RegisteredConsumers consumers, ConsumerCalls registry, NextTokens tokens) {
        this.streams = streams;
        this.consumers = consumers;
        this.registry = registry;
        this.tokens = tokens;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(
                Operation.LIST_STREAM_CONSUMERS, ListStreamConsumersRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(ListStreamConsumersRequest request) {
        StreamName name = streams.nameOf(request);
        if (request.nextToken() != null && request.streamCreationTimestamp() != null) {
            throw ShardErrors.tokenAnd("StreamCreationTimestamp");
        }
        int most = request.maxResults() == null ? MOST_CONSUMERS : Math.min(MOST_CONSUMERS, request.maxResults());
        return streams.serving(name).flatMap(stream -> {
            streams.requireLife(request.streamCreationTimestamp(), stream);
            String after = request.nextToken() == null ? "" : position(request.nextToken(), stream);
            return registry.list(stream.id(), after, most).map(page -> respond(stream, page));
        });
    }

    private String position(String token, StreamDescription stream) {
        String position = tokens.open(token);
        String prefix = stream.id().toString() + SEPARATOR;
        if (!position.startsWith(prefix)) {
            throw IteratorErrors.invalidNextToken();
        }
        return position.substring(prefix.length());
    }

    private KinesisResponse respond(StreamDescription stream, ListReply page) {
        List<Consumer> found = page.getConsumersList().stream()
                .map(consumer -> consumers.toDomain(stream.name(), consumer))
                .toList();
        String next = page.getHasMore()
                ? tokens.issue(stream.id().toString()
                        + SEPARATOR
                        + found.get(found.size() - 1).name())
                : null;
        return new ListStreamConsumersResponse(found, next);
    }
}
