package dev.millrace.gateway.kinesis.record;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.streams.ShardIterators;
import dev.millrace.gateway.streams.StartPositions;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.gateway.streams.records.ShardReads;
import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.message.GetShardIteratorRequest;
import dev.millrace.protocol.message.GetShardIteratorResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.ShardIteratorType;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamName;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Turns a starting position into an iterator. The position is fixed now: an iterator at LATEST is followed by every
 * record that is put from now on.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">GetShardIterator</a>
 */
final class GetShardIteratorHandler implements OperationSubject {
    private final Streams streams;
    private final ShardReads reads;
    private final ShardIterators iterators;
    private final CallLimits limits;
    private final Clock clock;

    GetShardIteratorHandler(
            Streams streams, ShardReads reads, ShardIterators iterators, CallLimits limits, Clock clock) {
        this.streams = streams;
        this.reads = reads;
        this.iterators = iterators;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(Operation.GET_SHARD_ITERATOR, GetShardIteratorRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(GetShardIteratorRequest request) {
        StreamName name = streams.nameOf(request);
        ShardId shard = streams.shardId(request.shardId(), name);
        return streams.serving(name)
                // As AWS words it: what is asked for is a shard.
                .onErrorMap(
                        GetShardIteratorHandler::isNotFound,
                        unknown -> ShardErrors.doesNotExist(shard, name, streams.account()))
                .flatMap(stream -> streams.findShard(stream, request.shardId(), clock.instant()))
                .flatMap(found -> position(request, found.stream(), found.shard())
                        .doOnNext(
                                index -> limits.endTrial(request, found.stream().name()))
                        .map(index -> new GetShardIteratorResponse(iterators.issue(
                                found.stream().id(),
                                found.stream().name(),
                                found.shard().index(),
                                index))));
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof KinesisException error && error.type() == ErrorType.RESOURCE_NOT_FOUND;
    }

    private Mono<Long> position(GetShardIteratorRequest request, StreamDescription stream, Shard shard) {
        StartPosition position = StartPositions.of(
                ShardIteratorType.valueOf(request.shardIteratorType()),
                request.startingSequenceNumber(),
                request.timestamp(),
                shard,
                stream.name(),
                streams.account(),
                clock.instant());
        return reads.indexOf(stream, shard.id(), position);
    }
}
