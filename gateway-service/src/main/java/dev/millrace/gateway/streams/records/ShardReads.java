package dev.millrace.gateway.streams.records;

import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.internal.shard.NoOwnerException;
import dev.millrace.internal.shard.ShardConnection;
import dev.millrace.internal.shard.ShardConnections;
import dev.millrace.internal.shard.ShardOwners;
import dev.millrace.internal.shard.v1.ReadReply;
import dev.millrace.internal.shard.v1.ReadRequest;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.internal.shard.v1.ResolvePositionReply;
import dev.millrace.internal.shard.v1.ResolvePositionRequest;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.error.ShardErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamDescription;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Reads from shards at their owners. A read may be repeated, so whatever an owner cannot answer is asked again. */
public final class ShardReads {
    private static final Duration FIRST_DELAY = Duration.ofMillis(5);
    private static final Duration LONGEST_DELAY = Duration.ofMillis(500);

    /** For one attempt: short enough that a paused owner is left in time for its successor. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private final Streams streams;
    private final ShardOwners owners;
    private final ShardConnections connections;
    private final Duration timeout;
    private final String account;

    public ShardReads(
            Streams streams, ShardOwners owners, ShardConnections connections, Duration timeout, String account) {
        this.streams = streams;
        this.owners = owners;
        this.connections = connections;
        this.timeout = timeout;
        this.account = account;
    }

    /** The newest position: what is put from now on is read from it. */
    public Mono<Long> latest(StreamDescription stream, ShardId shard) {
        return resolve(stream, shard, request(stream, shard).setLatest(true).build());
    }

    /** The position of the first record that arrived at or after a time. */
    public Mono<Long> atTimestamp(StreamDescription stream, ShardId shard, long epochMillis) {
        return resolve(
                stream,
                shard,
                request(stream, shard).setAtTimestampMillis(epochMillis).build());
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
        return ask(
                stream,
                shard,
                connection -> connection.calls().withDeadlineAfter(ATTEMPT.toMillis(), TimeUnit.MILLISECONDS)::read,
                request,
                ShardReads::passingKeyRefusals,
                ReadReply::getOwner);
    }

    /** That a key cannot be used does not get better by asking again. */
    private static Refusal passingKeyRefusals(ReadReply reply) {
        KeyRefusals.toError(reply.getRefusal(), reply.getKey()).ifPresent(error -> {
            throw error;
        });
        return reply.getRefusal();
    }

    private static ResolvePositionRequest.Builder request(StreamDescription stream, ShardId shard) {
        return ResolvePositionRequest.newBuilder()
                .setStreamId(StreamMessages.toBytes(stream.id()))
                .setShard(shard.index())
                .setStreamVersion(stream.version());
    }

    private Mono<Long> resolve(StreamDescription stream, ShardId shard, ResolvePositionRequest request) {
        return ask(
                        stream,
                        shard,
                        connection -> connection.calls().withDeadlineAfter(ATTEMPT.toMillis(), TimeUnit.MILLISECONDS)
                                ::resolvePosition,
                        request,
                        ResolvePositionReply::getRefusal,
                        ResolvePositionReply::getOwner)
                .map(ResolvePositionReply::getIndex);
    }

    private <Q, A> Mono<A> ask(
            StreamDescription stream,
            ShardId shard,
            Function<ShardConnection, BiConsumer<Q, StreamObserver<A>>> method,
            Q request,
            Function<A, Refusal> refusal,
            Function<A, String> owner) {
        ShardKey key = new ShardKey(stream.id(), shard.index());
        return Mono.defer(() -> owners.locate(key))
                .switchIfEmpty(Mono.error(NoOwnerException::new))
                .flatMap(address -> UnaryCall.of(method.apply(connections.to(address)), request)
                        .doOnError(failure -> owners.forget(key, address))
                        .flatMap(answer -> accept(
                                stream, shard, key, address, answer, refusal.apply(answer), owner.apply(answer))))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_DELAY)
                        .maxBackoff(LONGEST_DELAY)
                        .filter(failure -> !(failure instanceof KinesisException)))
                .timeout(timeout, Mono.error(RequestErrors::internalFailure));
    }

    /** The owner does not know of a shard that is new, or has expired; or of a stream that is gone. */
    private RuntimeException whyUnknown(StreamDescription stream, ShardId shard, Optional<StreamDescription> found) {
        if (found.isEmpty()) {
            return StreamErrors.notFound(stream.name(), account);
        }
        return found.get().shards().find(shard.index()).isPresent()
                ? new NoOwnerException()
                : ShardErrors.doesNotExist(shard, stream.name(), account);
    }

    private <A> Mono<A> accept(
            StreamDescription stream,
            ShardId shard,
            ShardKey key,
            String address,
            A answer,
            Refusal refusal,
            String owner) {
        return switch (refusal) {
            case NONE -> Mono.just(answer);
            case THROTTLED, OVERLOADED -> Mono.error(ShardErrors.rateExceeded(shard, stream.name(), account));
            case UNKNOWN_SHARD ->
                streams.refresh(stream).flatMap(found -> Mono.error(whyUnknown(stream, shard, found)));
            default -> {
                owners.forget(key, address);
                if (refusal == Refusal.NOT_OWNER && !owner.isEmpty() && !owner.equals(address)) {
                    owners.learn(key, owner);
                }
                yield Mono.error(new NoOwnerException());
            }
        };
    }
}
