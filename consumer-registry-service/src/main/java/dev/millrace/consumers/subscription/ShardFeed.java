package dev.millrace.consumers.subscription;

import dev.millrace.internal.metadata.StreamMessages;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.rpc.EventStreamCall;
import dev.millrace.internal.shard.NoOwnerException;
import dev.millrace.internal.shard.ShardConnections;
import dev.millrace.internal.shard.ShardOwners;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.internal.shard.v1.SubscriptionRequest;
import dev.millrace.internal.shard.v1.SubscriptionStart;
import dev.millrace.protocol.error.EncryptionErrors;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.error.StreamErrors;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamName;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.util.retry.Retry;

/**
 * A shard's records from a position on, from whoever owns it: when the owner changes, dies or cannot be reached, the next
 * one goes on exactly where it stopped.
 */
public final class ShardFeed {
    private static final Duration FIRST_DELAY = Duration.ofMillis(5);
    private static final Duration LONGEST_DELAY = Duration.ofMillis(500);

    /** For one call; the next one goes on where it was. */
    private static final Duration CALL_DEADLINE = Duration.ofMinutes(15);

    private final StreamMirror streams;
    private final ShardOwners owners;
    private final ShardConnections connections;
    private final String account;

    public ShardFeed(StreamMirror streams, ShardOwners owners, ShardConnections connections, String account) {
        this.streams = streams;
        this.owners = owners;
        this.connections = connections;
        this.account = account;
    }

    /**
     * The events of a shard, none with a refusal. Completes after the one at the end of the shard, and fails with a
     * {@link KinesisException} when the stream is gone.
     *
     * @param start where to begin; its stream and shard are filled in here
     */
    public Flux<SubscriptionEvent> follow(ShardKey shard, StreamName stream, SubscriptionStart start) {
        return Flux.defer(() -> new Following(shard, stream, start).events());
    }

    private final class Following {
        private final ShardKey shard;
        private final StreamName stream;
        private SubscriptionStart start;
        private boolean ended;

        Following(ShardKey shard, StreamName stream, SubscriptionStart start) {
            this.shard = shard;
            this.stream = stream;
            this.start = start.toBuilder()
                    .setStreamId(StreamMessages.toBytes(shard.stream()))
                    .setShard(shard.shard())
                    .build();
        }

        Flux<SubscriptionEvent> events() {
            return Mono.defer(() -> owners.locate(shard))
                    .switchIfEmpty(Mono.error(NoOwnerException::new))
                    .flatMapMany(this::from)
                    .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_DELAY)
                            .maxBackoff(LONGEST_DELAY)
                            .transientErrors(true)
                            .filter(failure -> !(failure instanceof KinesisException)));
        }

        private Flux<SubscriptionEvent> from(String address) {
            return EventStreamCall.<SubscriptionRequest, SubscriptionEvent>of(
                            connections
                                    .to(address)
                                    .calls()
                                    .withDeadlineAfter(CALL_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)::subscribe,
                            SubscriptionRequest.newBuilder().setStart(start).build(),
                            more -> SubscriptionRequest.newBuilder()
                                    .setEvents(more)
                                    .build())
                    .handle(this::take)
                    // An owner never ends the call in the middle of a shard without saying why.
                    .concatWith(Mono.defer(() -> ended ? Mono.empty() : Mono.error(new NoOwnerException())))
                    .doOnError(failure -> forget(address, failure))
                    .onErrorResume(ShardGoneException.class, gone -> checkStream());
        }

        private void take(SubscriptionEvent event, SynchronousSink<SubscriptionEvent> sink) {
            if (event.getRefusal() == Refusal.UNKNOWN_SHARD) {
                sink.error(new ShardGoneException());
            } else if (event.getRefusal() != Refusal.NONE) {
                sink.error(toError(event));
            } else {
                start = start.toBuilder().setFromIndex(event.getNextIndex()).build();
                ended = event.getEndOfShard();
                sink.next(event);
            }
        }

        /** That the records' key cannot be used is for the subscriber to know; whatever else it is, another owner may help. */
        private RuntimeException toError(SubscriptionEvent last) {
            return switch (last.getRefusal()) {
                case KEY_DISABLED -> EncryptionErrors.keyDisabled(last.getKey());
                case KEY_INVALID_STATE -> EncryptionErrors.keyBeingDeleted(last.getKey());
                case KEY_NOT_FOUND -> EncryptionErrors.keyNotFound(last.getKey());
                case UNREADABLE -> RequestErrors.internalFailure();
                default -> new MovedException(last.getOwner());
            };
        }

        private void forget(String address, Throwable failure) {
            owners.forget(shard, address);
            if (failure instanceof MovedException moved && !moved.owner.isEmpty() && !moved.owner.equals(address)) {
                owners.learn(shard, moved.owner);
            }
        }

        private Mono<SubscriptionEvent> checkStream() {
            return streams.refresh(shard.stream())
                    .filter(found -> found.shards().find(shard.shard()).isPresent())
                    .hasElement()
                    .flatMap(exists ->
                            Mono.error(exists ? new NoOwnerException() : StreamErrors.notFound(stream, account)));
        }
    }

    private static final class MovedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String owner;

        MovedException(String owner) {
            super("the shard has moved", null, false, false);
            this.owner = owner;
        }
    }

    private static final class ShardGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ShardGoneException() {
            super("the owner knows no such shard", null, false, false);
        }
    }
}
