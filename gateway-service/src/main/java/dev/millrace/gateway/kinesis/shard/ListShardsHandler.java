package dev.millrace.gateway.kinesis.shard;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.ShardListTokens;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.ListShardsRequest;
import dev.millrace.protocol.message.ListShardsResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.stream.Shard;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamName;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lists the shards that a filter lets through, in order of id, page by page.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html">ListShards</a>
 */
final class ListShardsHandler implements OperationSubject {
    private static final int MOST_SHARDS = 1_000;

    private final Streams streams;
    private final StreamCatalogCalls catalog;
    private final ShardListTokens tokens;
    private final Clock clock;

    ListShardsHandler(Streams streams, StreamCatalogCalls catalog, ShardListTokens tokens, Clock clock) {
        this.streams = streams;
        this.catalog = catalog;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(Operation.LIST_SHARDS, ListShardsRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(ListShardsRequest request) {
        int most = request.maxResults() == null ? MOST_SHARDS : Math.min(MOST_SHARDS, request.maxResults());
        return request.nextToken() == null ? begin(request, most) : goOn(request, request.nextToken(), most);
    }

    private Mono<KinesisResponse> begin(ListShardsRequest request, int most) {
        if (request.streamName() == null && request.streamArn() == null) {
            throw ShardErrors.tokenOrStreamNeeded();
        }
        StreamName name = streams.nameOf(request);
        if (request.exclusiveStartShardId() != null) {
            streams.shardId(request.exclusiveStartShardId(), name);
        }
        if (request.shardFilter() != null && request.shardFilter().shardId() != null) {
            streams.shardId(request.shardFilter().shardId(), name);
        }
        ShardSelection selection = ShardSelection.of(request.shardFilter());
        return catalog.find(name).map(stream -> {
            streams.requireLife(request.streamCreationTimestamp(), stream);
            return page(stream, selection, request.exclusiveStartShardId(), most);
        });
    }

    private Mono<KinesisResponse> goOn(ListShardsRequest request, String token, int most) {
        requireAbsent("StreamName", request.streamName());
        requireAbsent("StreamARN", request.streamArn());
        requireAbsent("StreamCreationTimestamp", request.streamCreationTimestamp());
        requireAbsent("ExclusiveStartShardId", request.exclusiveStartShardId());
        requireAbsent("ShardFilter", request.shardFilter());
        ShardListPosition position = ShardListPosition.parse(tokens.open(token));
        return catalog.find(position.stream())
                .map(stream -> page(stream, position.selection(), position.afterShardId(), most));
    }

    /** The token has what else would say where to begin. */
    private static void requireAbsent(String member, @Nullable Object value) {
        if (value != null) {
            throw ShardErrors.tokenAnd(member);
        }
    }

    private KinesisResponse page(
            StreamDescription stream, ShardSelection selection, @Nullable String afterShardId, int most) {
        List<Shard> shards = ShardListing.after(afterShardId, selection.select(stream, clock.instant()));
        if (shards.size() <= most) {
            return new ListShardsResponse(shards, null);
        }
        List<Shard> page = shards.subList(0, most);
        ShardListPosition position = new ShardListPosition(
                stream.id(), stream.name(), page.get(most - 1).id().toString(), selection);
        return new ListShardsResponse(page, tokens.issue(position.toString()));
    }
}
