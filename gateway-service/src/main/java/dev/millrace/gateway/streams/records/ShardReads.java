package dev.millrace.gateway.streams.records;

import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.shard.FinalRefusals;
import dev.millrace.internal.shard.ShardClient;
import dev.millrace.internal.shard.v1.ReadReply;
import dev.millrace.internal.shard.v1.ReadRequest;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StartPosition.AtIndex;
import dev.millrace.stream.StartPosition.TrimHorizon;
import dev.millrace.stream.StreamDescription;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Reads from shards at their owners, within the time of a request, and fails with Kinesis's own errors. */
public final class ShardReads {
    private static final long BEGINNING = 0;

    private final Streams streams;
    private final ShardClient shards;
    private final Duration timeout;
    private final String account;

    public ShardReads(Streams streams, ShardClient shards, Duration timeout, String account) {
        this.streams = streams;
        this.shards = shards;
        this.timeout = timeout;
        this.account = account;
    }

    /** The record index that a position stands for now. */
    public Mono<Long> indexOf(StreamDescription stream, ShardId shard, StartPosition position) {
        if (position instanceof AtIndex at) {
            return Mono.just(at.index());
        } else if (position instanceof TrimHorizon) {
            return Mono.just(BEGINNING);
        }
        ShardKey key = new ShardKey(stream.id(), shard.index());
        return inTime(shards.resolve(key, position, stream.version(), refusalsOf(stream, shard)));
    }

    /** Blocks from a position on, within the given bounds. */
    public Mono<ReadReply> read(StreamDescription stream, ShardId shard, long fromIndex, int maxRecords, int maxBytes) {
        ReadRequest request = ReadRequest.newBuilder()
                .setStreamId(StreamMessages.toBytes(stream.id()))
                .setShard(shard.index())
                .setStreamVersion(stream.version())
                .setFromIndex(fromIndex)
                .setMaxRecords(maxRecords)
                .setMaxBytes(maxBytes)
                .build();
        return inTime(shards.read(request, refusalsOf(stream, shard)));
    }

    private <A> Mono<A> inTime(Mono<A> answer) {
        return answer.timeout(timeout, Mono.error(RequestErrors::internalFailure));
    }

    private FinalRefusals refusalsOf(StreamDescription stream, ShardId shard) {
        return refused -> switch (refused.reason()) {
            case THROTTLED, OVERLOADED -> Mono.just(ShardErrors.rateExceeded(shard, stream.name(), account));
            case UNKNOWN_SHARD ->
                streams.refresh(stream).flatMap(found -> Mono.justOrEmpty(ifGone(stream, shard, found)));
            default -> Mono.justOrEmpty(KeyRefusals.toError(refused.reason(), refused.key()));
        };
    }

    /** The owner does not know of a shard that is new, which it will, or has expired; or of a stream that is gone. */
    private Optional<KinesisException> ifGone(
            StreamDescription stream, ShardId shard, Optional<StreamDescription> found) {
        if (found.isEmpty()) {
            return Optional.of(StreamErrors.notFound(stream.name(), account));
        }
        return found.get().shards().find(shard.index()).isPresent()
                ? Optional.empty()
                : Optional.of(ShardErrors.doesNotExist(shard, stream.name(), account));
    }
}
