package dev.millrace.internal.shard;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.rpc.EventStreamCall;
import dev.millrace.internal.rpc.UnaryCall;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.ReadReply;
import dev.millrace.internal.shard.v1.ReadRequest;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.internal.shard.v1.ResolvePositionReply;
import dev.millrace.internal.shard.v1.ResolvePositionRequest;
import dev.millrace.internal.shard.v1.SealReply;
import dev.millrace.internal.shard.v1.SealRequest;
import dev.millrace.internal.shard.v1.ShardLogGrpc.ShardLogStub;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.internal.shard.v1.SubscriptionRequest;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StartPosition.AtIndex;
import dev.millrace.stream.StreamId;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.util.retry.Retry;

/**
 * Calls to the owner of a shard, whoever that is.
 *
 * <pre>
 *   locate ──▶ call the owner ──▶ answer
 *     ▲             │ refused, or no answer
 *     │             ▼
 *     └─ pause ── forget the owner, or learn the next one ──▶ the caller says that it is final: error
 * </pre>
 *
 * What an owner cannot answer is asked again, until the caller has enough of it; but an append only if it was certainly not made, since
 * what may have been written is never sent twice.
 */
public final class ShardClient {
    /** For one attempt: short enough that a paused owner is left in time for its successor. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    /** For one call of a subscription; the next one goes on where it was. */
    private static final Duration SUBSCRIPTION = Duration.ofMinutes(15);

    private final ShardOwners owners;
    private final ShardConnections connections;

    public ShardClient(ShardOwners owners, ShardConnections connections) {
        this.owners = owners;
        this.connections = connections;
    }

    /**
     * Appends records. Refusals that another owner may help against are not given to the caller before it has had enough, but when
     * some of the records were accepted.
     *
     * @param records entries of the block layout, not changed any more
     * @param afterIndex what their indexes must be larger than; 0 for anything
     * @param outcome told once, on any thread, what was accepted, and why the rest was not
     */
    public void append(
            ShardKey shard,
            byte[] records,
            int recordCount,
            long afterIndex,
            Attempts attempts,
            Consumer<AppendOutcome> outcome) {
        new ShardAppend(owners, connections, shard, records, recordCount, afterIndex, attempts, outcome).begin();
    }

    /** Blocks from a position on. Asked again until it is answered: the caller bounds the time. */
    public Mono<ReadReply> read(ReadRequest request, FinalRefusals finals) {
        ShardKey shard = new ShardKey(StreamMessages.toStreamId(request.getStreamId()), request.getShard());
        Mono<ReadReply> attempt = once(
                shard,
                stub -> stub::read,
                request,
                reply -> refusal(reply.getRefusal(), reply.getOwner(), reply.getKey()));
        return repeated(attempt, finals);
    }

    /**
     * Turns a starting position that is no index into one. Asked again until it is answered: the caller bounds the time.
     *
     * @param streamVersion the caller's: the owner goes by the stream as of this version or a later one
     */
    public Mono<Long> resolve(ShardKey shard, StartPosition position, long streamVersion, FinalRefusals finals) {
        ResolvePositionRequest.Builder request = ResolvePositionRequest.newBuilder()
                .setStreamId(StreamMessages.toBytes(shard.stream()))
                .setShard(shard.shard())
                .setStreamVersion(streamVersion);
        PositionMessages.write(position, request);
        Mono<ResolvePositionReply> attempt = once(
                shard,
                stub -> stub::resolvePosition,
                request.build(),
                reply -> refusal(reply.getRefusal(), reply.getOwner(), ""));
        return repeated(attempt, finals).map(ResolvePositionReply::getIndex);
    }

    /**
     * Makes a shard's log final. Tried once, since its caller comes again by itself: fails with {@link RefusedException}, {@link
     * NoOwnerException} or what gRPC says.
     */
    public Mono<SealReply> seal(ShardKey shard) {
        SealRequest request = SealRequest.newBuilder()
                .setStreamId(StreamMessages.toBytes(shard.stream()))
                .setShard(shard.shard())
                .build();
        return once(shard, stub -> stub::seal, request, reply -> refusal(reply.getRefusal(), reply.getOwner(), ""));
    }

    /**
     * A shard's records from a position on, none with a refusal: when the owner changes, dies or cannot be reached, the next one goes
     * on exactly where it stopped. Completes after the event at the end of the shard.
     *
     * @param room for the events of this one subscription
     */
    public Flux<SubscriptionEvent> subscribe(StreamId stream, ShardStart start, FinalRefusals finals, EventRoom room) {
        return Flux.defer(() -> new Subscription(stream, start, room).events(finals));
    }

    private <Q, A> Mono<A> once(
            ShardKey shard,
            Function<ShardLogStub, BiConsumer<Q, StreamObserver<A>>> method,
            Q request,
            Function<A, @Nullable RefusedException> refusal) {
        return owner(shard)
                .flatMap(address -> UnaryCall.of(method.apply(callsTo(address, ATTEMPT)), request)
                        .<A>handle((answer, sink) -> {
                            RefusedException refused = refusal.apply(answer);
                            if (refused == null) {
                                sink.next(answer);
                            } else {
                                sink.error(refused);
                            }
                        })
                        .doOnError(failure -> owners.correct(shard, address, failure)));
    }

    private Mono<String> owner(ShardKey shard) {
        return Mono.defer(() -> owners.locate(shard));
    }

    private ShardLogStub callsTo(String address, Duration deadline) {
        return connections.to(address).calls().withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static @Nullable RefusedException refusal(Refusal reason, String owner, String key) {
        return reason == Refusal.NONE ? null : new RefusedException(reason, owner, key);
    }

    private static <A> Mono<A> repeated(Mono<A> attempt, FinalRefusals finals) {
        return attempt.onErrorResume(RefusedException.class, refused -> judged(refused, finals))
                .retryWhen(again())
                .onErrorMap(FinalException.class, FinalException::error);
    }

    private static <A> Mono<A> judged(RefusedException refused, FinalRefusals finals) {
        return finals.errorFor(refused)
                .<A>flatMap(error -> Mono.error(new FinalException(error)))
                .switchIfEmpty(Mono.error(refused));
    }

    private static Retry again() {
        return Retry.backoff(Long.MAX_VALUE, Attempts.FIRST_PAUSE)
                .maxBackoff(Attempts.LONGEST_PAUSE)
                .transientErrors(true)
                .filter(failure -> !(failure instanceof FinalException));
    }

    /** One subscription over all the owners that it has. */
    private final class Subscription {
        private final ShardKey shard;
        private final EventRoom room;
        private ShardStart start;
        private boolean ended;

        Subscription(StreamId stream, ShardStart start, EventRoom room) {
            this.shard = new ShardKey(stream, start.shard());
            this.room = room;
            this.start = start;
        }

        Flux<SubscriptionEvent> events(FinalRefusals finals) {
            return owner(shard)
                    .flatMapMany(this::from)
                    .onErrorResume(RefusedException.class, refused -> judged(refused, finals))
                    .retryWhen(again())
                    .onErrorMap(FinalException.class, FinalException::error);
        }

        private Flux<SubscriptionEvent> from(String address) {
            return EventStreamCall.<SubscriptionRequest, SubscriptionEvent>of(
                            callsTo(address, SUBSCRIPTION)::subscribe,
                            SubscriptionRequest.newBuilder()
                                    .setStart(start.toMessage().setStreamId(StreamMessages.toBytes(shard.stream())))
                                    .build(),
                            more -> SubscriptionRequest.newBuilder()
                                    .setEvents(more)
                                    .build(),
                            room.ofNextCall())
                    .handle(this::take)
                    // An owner never ends the call in the middle of a shard without saying why.
                    .concatWith(Mono.defer(() -> ended ? Mono.empty() : Mono.error(new NoOwnerException())))
                    .doOnError(failure -> correct(address, failure));
        }

        private void correct(String address, Throwable failure) {
            if (!(failure instanceof NoRoomException)) {
                owners.correct(shard, address, failure);
            }
        }

        private void take(SubscriptionEvent event, SynchronousSink<SubscriptionEvent> sink) {
            RefusedException refused = refusal(event.getRefusal(), event.getOwner(), event.getKey());
            if (refused != null) {
                sink.error(refused);
                return;
            }
            if (!room.take(event)) {
                sink.error(new NoRoomException());
                return;
            }
            start = start.at(new AtIndex(event.getNextIndex()));
            ended = event.getEndOfShard();
            sink.next(event);
        }
    }

    /** Ends a call, to go on with another one when there is room. */
    private static final class NoRoomException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoRoomException() {
            super("no room for an event", null, false, false);
        }
    }

    /** Carries a caller's error past the repetition. */
    private static final class FinalException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final RuntimeException error;

        FinalException(RuntimeException error) {
            super("not to be asked again", error, false, false);
            this.error = error;
        }

        RuntimeException error() {
            return error;
        }
    }
}
