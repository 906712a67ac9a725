package dev.millrace.gateway.kinesis.consumer;

import dev.millrace.gateway.access.Authorizer;
import dev.millrace.gateway.caller.CurrentCaller;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.gateway.caller.StandingWatch;
import dev.millrace.gateway.kms.RecordKeys;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.shard.v1.BlockSlice;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.Operation;
import dev.millrace.stream.StreamDescription;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Whether subscribers may have what is pushed to them: when they begin, of each event, and again and again while they stay. What
 * was allowed minutes ago need not be allowed now: policies change, keys are disabled, users go, sessions and tokens end.
 */
public final class SubscriberRights {
    private final Authorizer authorizer;
    private final RecordKeys keys;
    private final Streams streams;
    private final StandingWatch standings;

    public SubscriberRights(Authorizer authorizer, RecordKeys keys, Streams streams, StandingWatch standings) {
        this.authorizer = authorizer;
        this.keys = keys;
        this.streams = streams;
        this.standings = standings;
    }

    /**
     * The rights of whoever calls, who may subscribe already; an error if that does not include reading the stream.
     *
     * @param names a request that names what is subscribed to
     */
    public Mono<OfSubscriber> of(StreamDescription stream, KinesisRequest names) {
        return CurrentCaller.current()
                .flatMap(caller ->
                        keys.requireReader(caller, stream).thenReturn(new OfSubscriber(caller, stream, names)));
    }

    /** The rights of one subscriber. */
    public final class OfSubscriber {
        private final Requester caller;
        private final StreamDescription stream;
        private final KinesisRequest names;

        private OfSubscriber(Requester caller, StreamDescription stream, KinesisRequest names) {
            this.caller = caller;
            this.stream = stream;
            this.names = names;
        }

        /**
         * Events for as long as the subscriber may have them, then the error that says why no longer.
         *
         * @param records what an event shows
         */
        public <T> Flux<T> guard(Flux<T> events, Function<T, List<BlockSlice>> records) {
            return events.doOnNext(event -> keys.requireReader(caller, stream, records.apply(event)))
                    .takeUntilOther(standings.lost(caller, this::mayGoOn));
        }

        /**
         * Policies are at most 2 s old, so a right that is taken away is gone after less than 5 s. A question that cannot be answered
         * now ends nothing.
         */
        private Mono<Void> mayGoOn() {
            return authorizer
                    .authorize(caller, Operation.SUBSCRIBE_TO_SHARD, names)
                    .then(Mono.defer(() ->
                            keys.requireReader(caller, streams.current(stream).orElse(stream))))
                    .onErrorResume(failure -> !isRefusal(failure), failure -> Mono.empty());
        }

        private static boolean isRefusal(Throwable failure) {
            return failure instanceof KinesisException error && !error.type().isFault();
        }
    }
}
