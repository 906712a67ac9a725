package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.NextTokens;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.metadata.v1.ListStreamsReply;
import dev.millrace.internal.metadata.v1.Stream;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.ListStreamsRequest;
import dev.millrace.protocol.message.ListStreamsResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.StreamSummary;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Lists the account's streams in order of name, page by page.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html">ListStreams</a>
 */
final class ListStreamsHandler implements OperationSubject {
    private static final int MOST_STREAMS = 100;

    private final Streams streams;
    private final StreamCatalogCalls catalog;
    private final NextTokens tokens;

    ListStreamsHandler(Streams streams, StreamCatalogCalls catalog, NextTokens tokens) {
        this.streams = streams;
        this.catalog = catalog;
        this.tokens = tokens;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(Operation.LIST_STREAMS, ListStreamsRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(ListStreamsRequest request) {
        int limit = request.limit() == null ? MOST_STREAMS : Math.min(MOST_STREAMS, request.limit());
        return catalog.list(startAfter(request), limit).map(this::respond);
    }

    private String startAfter(ListStreamsRequest request) {
        String name = request.exclusiveStartStreamName();
        if (request.nextToken() == null) {
            return name == null ? "" : name;
        }
        if (name != null) {
            throw ShardErrors.tokenAnd("ExclusiveStartStreamName");
        }
        return tokens.open(request.nextToken());
    }

    private KinesisResponse respond(ListStreamsReply page) {
        List<StreamSummary> summaries =
                page.getStreamsList().stream().map(this::summary).toList();
        String next = page.getHasMore() && !summaries.isEmpty()
                ? tokens.issue(
                        summaries.get(summaries.size() - 1).streamArn().name().value())
                : null;
        return new ListStreamsResponse(summaries, next != null, next);
    }

    private StreamSummary summary(Stream stream) {
        return new StreamSummary(
                streams.arnOf(new StreamName(stream.getName())),
                StreamStatus.valueOf(stream.getStatus().name()),
                StreamMode.valueOf(stream.getMode().name()),
                Instant.ofEpochMilli(stream.getCreatedMillis()));
    }
}
