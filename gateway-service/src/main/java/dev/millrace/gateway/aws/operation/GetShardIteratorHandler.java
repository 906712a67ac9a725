package dev.millrace.gateway.aws.operation;

import dev.millrace.gateway.iterator.ShardIterators;
import dev.millrace.gateway.metadata.Streams;
import dev.millrace.gateway.routing.ShardReads;
import dev.millrace.protocol.error.IteratorErrors;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.message.GetShardIteratorRequest;
import dev.millrace.protocol.message.GetShardIteratorResponse;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.ShardIteratorType;
import dev.millrace.stream.SequenceNumber;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamDescription;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;

/**
 * Turns a starting position into an iterator. The position is fixed now: an iterator at LATEST is followed by every
 * record that is put from now on.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">GetShardIterator</a>
 */
final class GetShardIteratorHandler {
    private static final long BEGINNING = 0;

    private final Streams streams;
    private final ShardReads reads;
    private final ShardIterators iterators;
    private final Clock clock;

    GetShardIteratorHandler(Streams streams, ShardReads reads, ShardIterators iterators, Clock clock) {
        this.streams = streams;
        this.reads = reads;
        this.iterators = iterators;
        this.clock = clock;
    }

    Mono<KinesisResponse> handle(GetShardIteratorRequest request) {
        return streams.serving(streams.nameOf(request))
                .flatMap(stream -> findShard(request, stream)
                        .flatMap(found -> position(request, found.stream, found.shard)
                                .doOnNext(index -> request.endIfDryRun())
                                .map(index -> new GetShardIteratorResponse(iterators.issue(
                                        found.stream.id(), found.stream.name(), found.shard.index(), index)))));
    }

    /** The shard by its id; a stream that does not seem to have it is looked up anew, for it may just have been split. */
    private Mono<Found> findShard(GetShardIteratorRequest request, StreamDescription stream) {
        OptionalInt index = ShardId.parseIndex(request.shardId());
        if (index.isEmpty()) {
            throw ShardErrors.couldNotFind(request.shardId(), stream.name(), streams.account());
        }
        return Mono.justOrEmpty(find(stream, index.getAsInt()))
                .switchIfEmpty(Mono.defer(() -> streams.refresh(stream))
                        .flatMap(fresh -> Mono.justOrEmpty(fresh.flatMap(s -> find(s, index.getAsInt())))))
                .switchIfEmpty(Mono.error(() ->
                        ShardErrors.doesNotExist(new ShardId(index.getAsInt()), stream.name(), streams.account())));
    }

    private Optional<Found> find(StreamDescription stream, int index) {
        return stream.shards()
                .find(index)
                .filter(shard -> !ShardListing.isExpired(stream, shard, clock.instant()))
                .map(shard -> new Found(stream, shard));
    }

    private Mono<Long> position(GetShardIteratorRequest request, StreamDescription stream, Shard shard) {
        ShardIteratorType type = ShardIteratorType.valueOf(request.shardIteratorType());
        String number = request.startingSequenceNumber();
        if (number == null && type.needsSequenceNumber()) {
            throw IteratorErrors.sequenceNumberMissing(request.shardIteratorType());
        }
        if (number != null && !type.needsSequenceNumber()) {
            throw IteratorErrors.sequenceNumberUnwanted(request.shardIteratorType());
        }
        return switch (type) {
            case TRIM_HORIZON -> Mono.just(BEGINNING);
            case LATEST -> reads.latest(stream, shard.id());
            case AT_TIMESTAMP -> atTimestamp(request, stream, shard);
            case AT_SEQUENCE_NUMBER -> Mono.just(index(String.valueOf(number), stream, shard));
            case AFTER_SEQUENCE_NUMBER -> {
                long index = index(String.valueOf(number), stream, shard);
                yield Mono.just(index == Long.MAX_VALUE ? index : index + 1);
            }
        };
    }

    private Mono<Long> atTimestamp(GetShardIteratorRequest request, StreamDescription stream, Shard shard) {
        Instant timestamp = request.timestamp();
        if (timestamp == null) {
            throw IteratorErrors.timestampMissing();
        }
        Instant now = clock.instant();
        if (timestamp.isAfter(now)) {
            throw IteratorErrors.timestampInFuture(timestamp, now);
        }
        return reads.atTimestamp(stream, shard.id(), timestamp.toEpochMilli());
    }

    /** The record index that a number encodes, which must be one of this very shard; "0" stands for its beginning. */
    private long index(String text, StreamDescription stream, Shard shard) {
        if (text.equals("0")) {
            return BEGINNING;
        }
        SequenceNumber number = SequenceNumber.parse(text)
                .orElseThrow(
                        () -> IteratorErrors.sequenceNumberInvalid(text, shard.id(), stream.name(), streams.account()));
        if (number.shardIndex() != shard.index()) {
            throw IteratorErrors.sequenceNumberOfOtherShard(new ShardId(number.shardIndex()), shard.id());
        }
        if (number.shardCreatedSecond() != shard.createdAt().getEpochSecond()) {
            throw IteratorErrors.sequenceNumberOfOtherStream(text, shard.id(), stream.name(), streams.account());
        }
        return number.recordIndex();
    }

    private record Found(StreamDescription stream, Shard shard) {}
}
