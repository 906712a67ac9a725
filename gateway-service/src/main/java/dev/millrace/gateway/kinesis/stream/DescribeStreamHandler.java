package dev.millrace.gateway.kinesis.stream;

import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.kinesis.shard.ShardListing;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.protocol.message.DescribeStreamRequest;
import dev.millrace.protocol.message.DescribeStreamResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.stream.Shard;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamName;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Describes a stream with a page of its shards.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html">DescribeStream</a>
 */
final class DescribeStreamHandler implements OperationSubject {
    private static final int MOST_SHARDS = 100;

    private final Streams streams;
    private final StreamCatalogCalls catalog;
    private final Clock clock;

    DescribeStreamHandler(Streams streams, StreamCatalogCalls catalog, Clock clock) {
        this.streams = streams;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(Operation.DESCRIBE_STREAM, DescribeStreamRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(DescribeStreamRequest request) {
        StreamName name = streams.nameOf(request);
        if (request.exclusiveStartShardId() != null) {
            streams.shardId(request.exclusiveStartShardId(), name);
        }
        return catalog.find(name).map(stream -> describe(request, stream));
    }

    /** A stream that is being created or deleted has none to show. */
    private List<Shard> shown(StreamDescription stream) {
        return switch (stream.status()) {
            case CREATING, DELETING -> List.of();
            case ACTIVE, UPDATING -> ShardListing.unexpired(stream, clock.instant());
        };
    }

    private KinesisResponse describe(DescribeStreamRequest request, StreamDescription stream) {
        int limit = request.limit() == null ? MOST_SHARDS : Math.min(MOST_SHARDS, request.limit());
        List<Shard> shards = ShardListing.after(request.exclusiveStartShardId(), shown(stream));
        boolean hasMore = shards.size() > limit;
        return new DescribeStreamResponse(
                streams.arnOf(stream.name()),
                stream.status(),
                stream.mode(),
                hasMore ? shards.subList(0, limit) : shards,
                hasMore,
                (int) stream.retention().toHours(),
                stream.createdAt(),
                stream.shardLevelMetrics(),
                stream.encryption(),
                stream.keyId().orElse(null));
    }
}
