package dev.millrace.consumers.subscription;

import dev.millrace.consumers.consumer.ConsumerKey;
import dev.millrace.consumers.consumer.Consumers;
import dev.millrace.internal.consumer.v1.FollowEvent;
import dev.millrace.internal.consumer.v1.FollowStart;
import dev.millrace.internal.consumer.v1.ShardPosition;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.shard.PositionMessages;
import dev.millrace.internal.shard.ShardStart;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StartPosition.AtIndex;
import dev.millrace.stream.StartPosition.AtTimestamp;
import dev.millrace.stream.StartPosition.Latest;
import dev.millrace.stream.StartPosition.TrimHorizon;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Follows all shards of a stream, through any number of reshardings: a shard begins when all its parents are finished, so
 * that the records of a key come in the order in which they were put.
 */
public final class StreamFollower {
    /** Each shard has an event under way at a time: so much at most, and less where there are many shards. */
    private static final int EVENT_BYTES = 64 * 1024;

    private static final int ALL_EVENTS_BYTES = 64 * 1024 * 1024;

    /** What lets the consumer in, and finds its stream, as of a version or a later one. */
    interface Admission {
        Mono<StreamDescription> stream(ConsumerKey consumer, long leastVersion);
    }

    /** The events of one shard to its end. */
    interface ShardSubscriptions {
        Flux<SubscriptionEvent> hold(ConsumerKey consumer, ShardStart start, HeldEvents held);
    }

    private final Admission admission;
    private final ShardSubscriptions subscriptions;
    private final Function<StreamId, Mono<StreamDescription>> newest;

    public StreamFollower(Consumers consumers, ConsumerSubscriptions subscriptions, StreamMirror streams) {
        this(
                (consumer, version) -> consumers
                        .find(consumer)
                        .then(Mono.defer(() -> consumers.requireStream(consumer.stream(), version))),
                subscriptions::hold,
                streams::refresh);
    }

    StreamFollower(
            Admission admission, ShardSubscriptions subscriptions, Function<StreamId, Mono<StreamDescription>> newest) {
        this.admission = admission;
        this.subscriptions = subscriptions;
        this.newest = newest;
    }

    /**
     * The events of all shards, each shard's in order. Ends only with an error, or after the one shard that was asked for.
     *
     * @param held what the caller holds of the events, and gives back when they are sent
     */
    public Flux<FollowEvent> follow(ConsumerKey consumer, FollowStart start, HeldEvents held) {
        return admission.stream(consumer, start.getStreamVersion())
                .flatMapMany(stream -> new Following(consumer, stream, start, held).events());
    }

    private final class Following {
        private final ConsumerKey consumer;
        private final StreamDescription stream;
        private final FollowStart start;
        private final StartPosition position;
        private final HeldEvents held;
        private final Sinks.Many<Flux<FollowEvent>> due = Sinks.many().unicast().onBackpressureBuffer();
        private final Set<Integer> finished = new HashSet<>();
        private final Set<Integer> begun = new HashSet<>();

        Following(ConsumerKey consumer, StreamDescription stream, FollowStart start, HeldEvents held) {
            this.held = held;
            this.consumer = consumer;
            this.stream = stream;
            this.start = start;
            this.position = PositionMessages.of(start);
        }

        Flux<FollowEvent> events() {
            first();
            FollowEvent begun = FollowEvent.newBuilder()
                    .addAllBegun(List.copyOf(this.begun))
                    .build();
            // All at a time, however many: one that waited for another's end would not be followed at all.
            return due.asFlux()
                    .flatMap(each -> each, Integer.MAX_VALUE, 1)
                    .doOnNext(this::note)
                    .startWith(begun);
        }

        private synchronized void first() {
            if (start.hasOneShard() && !start.hasPositions()) {
                begin(start.getOneShard(), position);
            } else if (start.hasPositions()) {
                resume();
            } else {
                oldest().forEach(shard -> begin(shard.index(), position));
            }
        }

        /** Those that are followed before any other. */
        private List<Shard> oldest() {
            if (position instanceof Latest) {
                return stream.shards().open();
            }
            return rootsFrom(position instanceof AtTimestamp at ? at.time() : Instant.MIN);
        }

        /** Goes on where another call was, and with the children that it had not begun with. */
        private void resume() {
            for (ShardPosition position : start.getPositions().getShardsList()) {
                if (position.getFinished()) {
                    finished.add(position.getShard());
                } else {
                    begin(position.getShard(), new AtIndex(position.getNextIndex()));
                }
            }
            if (!start.hasOneShard()) {
                List.copyOf(finished).forEach(shard -> beginChildren(shard, stream.shards()));
            }
        }

        /** Of the shards that took records at a time or later, those that follow no other one of them. */
        private List<Shard> rootsFrom(Instant time) {
            Map<Integer, Shard> later = new TreeMap<>();
            for (Shard shard : stream.shards().all()) {
                if (shard.closedAt().filter(closed -> closed.isBefore(time)).isEmpty()) {
                    later.put(shard.index(), shard);
                }
            }
            return later.values().stream()
                    .filter(shard -> parents(shard).noneMatch(later::containsKey))
                    .toList();
        }

        private static IntStream parents(Shard shard) {
            return IntStream.concat(shard.parent().stream(), shard.adjacentParent().stream());
        }

        private void begin(int shard, StartPosition from) {
            if (!finished.contains(shard) && begun.add(shard)) {
                int share = ALL_EVENTS_BYTES / Math.max(1, stream.shards().openCount());
                int bytes = Math.min(EVENT_BYTES, Math.max(1, share));
                due.tryEmitNext(events(new ShardStart(shard, from, bytes, stream.version())))
                        .orThrow();
            }
        }

        private Flux<FollowEvent> events(ShardStart from) {
            return subscriptions.hold(consumer, from, held).map(event -> toEvent(from.shard(), event));
        }

        private static FollowEvent toEvent(int shard, SubscriptionEvent event) {
            return FollowEvent.newBuilder().setShard(shard).setEvent(event).build();
        }

        /**
         * The last event of a shard has been handed on. Before that it may wait here for the reader while its children's events
         * go by.
         */
        private synchronized void note(FollowEvent event) {
            if (!event.getEvent().getEndOfShard()) {
                return;
            }
            if (start.hasOneShard()) {
                due.tryEmitComplete().orThrow();
            } else {
                due.tryEmitNext(finish(event.getShard())).orThrow();
            }
        }

        /** Begins with the children of a shard whose last record was pushed, unless they have to wait for its sibling. */
        private Flux<FollowEvent> finish(int shard) {
            return newest.apply(stream.id())
                    .retryWhen(
                            Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(50)).maxBackoff(Duration.ofSeconds(1)))
                    .doOnNext(fresh -> beginChildren(shard, fresh.shards()))
                    .thenMany(Flux.empty());
        }

        private synchronized void beginChildren(int shard, ShardMap shards) {
            finished.add(shard);
            for (Shard child : shards.childrenOf(shard)) {
                boolean ready = parents(child)
                        .allMatch(parent ->
                                finished.contains(parent) || shards.find(parent).isEmpty());
                if (ready) {
                    begin(child.index(), new TrimHorizon());
                }
            }
        }
    }
}
