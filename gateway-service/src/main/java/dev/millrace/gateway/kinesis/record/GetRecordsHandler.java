package dev.millrace.gateway.kinesis.record;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.gateway.kms.RecordKeys;
import dev.millrace.gateway.streams.ShardIterator;
import dev.millrace.gateway.streams.ShardIterators;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.gateway.streams.records.BlockRecords;
import dev.millrace.gateway.streams.records.ShardReads;
import dev.millrace.internal.shard.v1.ReadReply;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.protocol.message.ChildShard;
import dev.millrace.protocol.message.GetRecordsRequest;
import dev.millrace.protocol.message.GetRecordsResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamDescription;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads records from where an iterator stands, written into the answer straight from their blocks.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">GetRecords</a>
 */
final class GetRecordsHandler implements OperationSubject {
    private static final int MOST_RECORDS = 10_000;
    private static final int MOST_BYTES = 10 * 1024 * 1024;

    /** The least that a read asks for; one that cannot have this is throttled. */
    private static final int LEAST_BYTES = 64 * 1024;

    /** A read asks for at most this part of what the budget has left, so that many can go on beside each other. */
    private static final int SHARE = 16;

    /** A larger answer takes milliseconds to write, for which the connections of an event loop would wait. */
    private static final int LARGE_ANSWER = 512 * 1024;

    private final Streams streams;
    private final ShardReads reads;
    private final ShardIterators iterators;
    private final SharedBudget budget;
    private final RecordKeys keys;
    private final CallLimits limits;

    /** @param budget for records on their way to readers */
    GetRecordsHandler(
            Streams streams,
            ShardReads reads,
            ShardIterators iterators,
            SharedBudget budget,
            RecordKeys keys,
            CallLimits limits) {
        this.streams = streams;
        this.reads = reads;
        this.iterators = iterators;
        this.budget = budget;
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(new OperationHandler<>(Operation.GET_RECORDS, GetRecordsRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(GetRecordsRequest request) {
        ShardIterator iterator = iterators.open(request.shardIterator());
        if (request.streamArn() != null && !streams.nameOf(request).equals(iterator.name())) {
            throw StreamErrors.nameAndArnDisagree();
        }
        int limit = request.limit() == null ? MOST_RECORDS : request.limit();
        return streams.serving(iterator.stream(), iterator.name()).flatMap(stream -> {
            limits.endTrial(request, stream.name());
            return read(stream, iterator, limit);
        });
    }

    private Mono<KinesisResponse> read(StreamDescription stream, ShardIterator iterator, int limit) {
        ShardId shard = new ShardId(iterator.shard());
        int bytes = (int) Math.max(LEAST_BYTES, Math.min(MOST_BYTES, budget.available() / SHARE));
        if (!budget.tryReserve(bytes)) {
            return Mono.error(ShardErrors.rateExceeded(shard, stream.name(), streams.account()));
        }
        return reads.read(stream, shard, iterator.index(), limit, bytes)
                .flatMap(reply ->
                        keys.requireReader(stream, reply.getBlocksList()).thenReturn(reply))
                .flatMap(GetRecordsHandler::offLoopIfLarge)
                .flatMap(reply -> respond(stream, iterator, reply))
                .doFinally(signal -> budget.release(bytes));
    }

    private static Mono<ReadReply> offLoopIfLarge(ReadReply reply) {
        Mono<ReadReply> just = Mono.just(reply);
        return reply.getSerializedSize() < LARGE_ANSWER ? just : just.publishOn(Schedulers.parallel());
    }

    private Mono<KinesisResponse> respond(StreamDescription stream, ShardIterator iterator, ReadReply reply) {
        if (!reply.getEndOfShard()) {
            return Mono.just(goingOn(stream, iterator, reply));
        }
        List<Shard> children = stream.shards().childrenOf(iterator.shard());
        if (!children.isEmpty()) {
            return Mono.just(atTheEnd(stream, iterator, reply, children));
        }
        // The owner knew of the children before our mirror did.
        return streams.refresh(stream)
                .map(fresh ->
                        fresh.map(s -> s.shards().childrenOf(iterator.shard())).orElse(List.of()))
                .map(found ->
                        found.isEmpty() ? goingOn(stream, iterator, reply) : atTheEnd(stream, iterator, reply, found));
    }

    private KinesisResponse goingOn(StreamDescription stream, ShardIterator iterator, ReadReply reply) {
        String next = iterators.issue(stream.id(), stream.name(), iterator.shard(), reply.getNextIndex());
        return new GetRecordsResponse(
                BlockRecords.of(reply.getBlocksList(), shardOf(stream, iterator)),
                next,
                reply.getMillisBehindLatest(),
                List.of());
    }

    private KinesisResponse atTheEnd(
            StreamDescription stream, ShardIterator iterator, ReadReply reply, List<Shard> children) {
        return new GetRecordsResponse(
                BlockRecords.of(reply.getBlocksList(), shardOf(stream, iterator)),
                null,
                reply.getMillisBehindLatest(),
                children.stream().map(ChildShard::of).toList());
    }

    private Shard shardOf(StreamDescription stream, ShardIterator iterator) {
        return stream.shards()
                .find(iterator.shard())
                .orElseThrow(() ->
                        ShardErrors.doesNotExist(new ShardId(iterator.shard()), stream.name(), streams.account()));
    }
}
