package dev.millrace.gateway.rest.sse;

import dev.millrace.gateway.kinesis.consumer.SubscriberRights;
import dev.millrace.gateway.rest.ResourceArns;
import dev.millrace.gateway.rest.record.DataForm;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.consumer.v1.ConsumerKey;
import dev.millrace.internal.consumer.v1.FollowEvent;
import dev.millrace.internal.consumer.v1.FollowStart;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.DescribeStreamConsumerRequest;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Follows streams and shards for consumers: from what a request says to the bytes of events. */
final class EventStreams {
    private final Streams streams;
    private final RegisteredConsumers consumers;
    private final ConsumerCalls registry;
    private final ResourceArns arns;
    private final SubscriberRights rights;
    private final JsonMapper json;
    private final Clock clock;

    EventStreams(
            Streams streams,
            RegisteredConsumers consumers,
            ConsumerCalls registry,
            ResourceArns arns,
            SubscriberRights rights,
            JsonMapper json,
            Clock clock) {
        this.streams = streams;
        this.consumers = consumers;
        this.registry = registry;
        this.arns = arns;
        this.rights = rights;
        this.json = json;
        this.clock = clock;
    }

    /** All shards, through any reshardings. */
    Mono<Flux<byte[]>> ofStream(
            String stream, String consumer, StartQuery query, @Nullable String lastEventId, DataForm form) {
        return consumers.named(null, arns.stream(stream), consumer).flatMap(named -> {
            Optional<Positions> last = positions(lastEventId, named.stream());
            FollowStart start = last.map(positions -> FollowStart.newBuilder()
                            .setPositions(positions.toMessage())
                            .build())
                    .orElseGet(() -> query.ofAllShards(clock.instant()));
            Positions positions =
                    last.orElseGet(() -> new Positions(named.stream().id()));
            return follow(named.stream(), named.key(), consumer, start, positions, form);
        });
    }

    /** One shard to its end; empty for a reader that has seen the end already. */
    Mono<Flux<byte[]>> ofShard(
            String stream,
            String consumer,
            String shardId,
            StartQuery query,
            @Nullable String lastEventId,
            DataForm form) {
        return consumers
                .named(null, arns.stream(stream), consumer)
                .flatMap(named -> streams.findShard(named.stream(), shardId, clock.instant())
                        .flatMap(found -> {
                            int shard = found.shard().index();
                            Optional<Positions> last = positions(lastEventId, found.stream());
                            if (last.filter(positions -> positions.isFinished(shard))
                                    .isPresent()) {
                                return Mono.empty();
                            }
                            if (last.filter(positions -> !positions.has(shard)).isPresent()) {
                                throw notOurs();
                            }
                            FollowStart start = last.map(positions -> resume(shard, positions))
                                    .orElseGet(() -> begin(query, found.stream(), found.shard()));
                            Positions positions = new Positions(found.stream().id());
                            return follow(found.stream(), named.key(), consumer, start, positions, form);
                        }));
    }

    private FollowStart begin(StartQuery query, StreamDescription stream, Shard shard) {
        return query.ofShard(shard, stream.name(), streams.account(), clock.instant());
    }

    private static FollowStart resume(int shard, Positions positions) {
        return FollowStart.newBuilder()
                .setOneShard(shard)
                .setPositions(positions.only(shard).toMessage())
                .build();
    }

    private static Optional<Positions> positions(@Nullable String lastEventId, StreamDescription stream) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return Optional.empty();
        }
        Positions positions = Positions.parse(lastEventId).orElseThrow(EventStreams::notOurs);
        if (!positions.areIn(stream.id())) {
            throw RequestErrors.invalid(
                    "Last-Event-ID is the id of an event of another stream, or of a deleted one of this name.");
        }
        return Optional.of(positions);
    }

    private static RuntimeException notOurs() {
        return RequestErrors.invalid("Last-Event-ID is not the id of an event of this stream.");
    }

    private Mono<Flux<byte[]>> follow(
            StreamDescription stream,
            ConsumerKey consumer,
            String consumerName,
            FollowStart start,
            Positions positions,
            DataForm form) {
        EventEncoder encoder = new EventEncoder(
                json,
                form,
                new FollowedStream(positions, stream.shards()),
                start.hasTrimHorizon() || start.hasPositions());
        FollowStart versioned =
                start.toBuilder().setStreamVersion(stream.version()).build();
        KinesisRequest names =
                new DescribeStreamConsumerRequest(streams.arnOf(stream.name()).toString(), consumerName, null);
        return rights.of(stream, names)
                .flatMap(subscriber -> registry.follow(consumer, versioned)
                        .map(events -> subscriber.guard(
                                events, event -> event.getEvent().getBlocksList())))
                .map(events -> events.concatMap(
                                event -> event.hasEvent()
                                        ? shardsWith(stream, event).map(shards -> encoder.encode(event, shards))
                                        : Mono.just(encoder.begin(event.getBegunList())),
                                0)
                        .onErrorResume(EventStreams::isRefusal, refusal -> Mono.just(encoder.refused(refusal))));
    }

    /** What the follower is to know. Anything else, and it comes back to go on where it was. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof KinesisException error && !error.type().isFault();
    }

    /** The stream's shards, at least as new as an event of one of them. */
    private Mono<ShardMap> shardsWith(StreamDescription stream, FollowEvent event) {
        return streams.current(stream)
                .map(StreamDescription::shards)
                .filter(shards -> shards.find(event.getShard()).isPresent()
                        && (!event.getEvent().getEndOfShard()
                                || !shards.childrenOf(event.getShard()).isEmpty()))
                .map(Mono::just)
                .orElseGet(() -> streams.refresh(stream)
                        .flatMap(Mono::justOrEmpty)
                        .map(StreamDescription::shards)
                        .switchIfEmpty(Mono.error(RequestErrors::internalFailure)));
    }
}
