package dev.millrace.gateway.kinesis.consumer;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.call.OperationHandler;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.kinesis.consumer.SubscriberRights.OfSubscriber;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.RegisteredConsumers.Named;
import dev.millrace.gateway.streams.StartPositions;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.gateway.streams.Streams.FoundShard;
import dev.millrace.gateway.streams.records.BlockRecords;
import dev.millrace.internal.shard.ShardStart;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.protocol.error.ConsumerErrors;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.ChildShard;
import dev.millrace.protocol.message.Consumer.ConsumerStatus;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.Operation;
import dev.millrace.protocol.message.OutgoingRecords;
import dev.millrace.protocol.message.StartingPosition;
import dev.millrace.protocol.message.SubscribeToShardEvent;
import dev.millrace.protocol.message.SubscribeToShardRequest;
import dev.millrace.stream.Shard;
import dev.millrace.stream.StartPosition;
import dev.millrace.stream.StreamDescription;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Subscribes a consumer to a shard: answered once the subscription stands, with events as they come.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
 */
final class SubscribeToShardHandler implements OperationSubject {
    private final Streams streams;
    private final RegisteredConsumers consumers;
    private final ConsumerCalls registry;
    private final SubscriberRights rights;
    private final CallLimits limits;
    private final Clock clock;

    SubscribeToShardHandler(
            Streams streams,
            RegisteredConsumers consumers,
            ConsumerCalls registry,
            SubscriberRights rights,
            CallLimits limits,
            Clock clock) {
        this.streams = streams;
        this.consumers = consumers;
        this.registry = registry;
        this.rights = rights;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public List<OperationHandler<?>> handlers() {
        return List.of(
                new OperationHandler<>(Operation.SUBSCRIBE_TO_SHARD, SubscribeToShardRequest.class, this::handle));
    }

    Mono<KinesisResponse> handle(SubscribeToShardRequest request) {
        return consumers
                .named(consumers.parse(request.consumerArn()))
                .flatMap(consumer -> streams.findShard(consumer.stream(), request.shardId(), clock.instant())
                        .flatMap(found -> rights.of(found.stream(), request)
                                .flatMap(subscriber -> subscribe(request, consumer, found, subscriber))));
    }

    private Mono<KinesisResponse> subscribe(
            SubscribeToShardRequest request, Named consumer, FoundShard found, OfSubscriber subscriber) {
        ShardStart start = start(request.startingPosition(), found);
        return checkIfDryRun(request, consumer)
                .then(registry.subscribe(consumer.key(), start))
                .map(events -> subscriber.guard(events, SubscriptionEvent::getBlocksList))
                .map(events -> new SubscriptionResponse(events.concatMap(event -> toEvent(found, event), 0)));
    }

    /** What the registry would check before it subscribes. A trial takes nobody's place. */
    private Mono<Void> checkIfDryRun(SubscribeToShardRequest request, Named consumer) {
        if (!Boolean.TRUE.equals(request.dryRun())) {
            return Mono.empty();
        }
        return consumers
                .find(consumer)
                .doOnNext(found -> {
                    if (found.status() != ConsumerStatus.ACTIVE) {
                        throw ConsumerErrors.notActive(
                                found.name(),
                                found.createdAt(),
                                consumer.stream().name(),
                                streams.account());
                    }
                    limits.endTrial(request, consumer.stream().name());
                })
                .then();
    }

    private ShardStart start(StartingPosition position, FoundShard found) {
        StartPosition from = StartPositions.of(
                position.iteratorType(),
                position.sequenceNumber(),
                position.timestamp(),
                found.shard(),
                found.stream().name(),
                streams.account(),
                clock.instant());
        return new ShardStart(found.shard().index(), from, 0, found.stream().version());
    }

    private Mono<SubscribeToShardEvent> toEvent(FoundShard found, SubscriptionEvent event) {
        if (!event.getEndOfShard()) {
            String continuation = found.shard()
                    .continuation(event.getNextIndex(), clock.instant())
                    .toString();
            return Mono.just(new SubscribeToShardEvent(
                    records(found.shard(), event), continuation, event.getMillisBehindLatest(), List.of()));
        }
        return children(found)
                .map(children -> new SubscribeToShardEvent(
                        records(found.shard(), event),
                        null,
                        event.getMillisBehindLatest(),
                        children.stream().map(ChildShard::of).toList()));
    }

    private static OutgoingRecords records(Shard shard, SubscriptionEvent event) {
        return BlockRecords.of(event.getBlocksList(), shard);
    }

    /** The stream was read before the shard was closed, perhaps. */
    private Mono<List<Shard>> children(FoundShard found) {
        List<Shard> known = found.stream().shards().childrenOf(found.shard().index());
        if (!known.isEmpty()) {
            return Mono.just(known);
        }
        return streams.refresh(found.stream())
                .flatMap(fresh -> Mono.justOrEmpty(fresh))
                .map(StreamDescription::shards)
                .map(shards -> shards.childrenOf(found.shard().index()))
                .filter(children -> !children.isEmpty())
                .switchIfEmpty(Mono.error(RequestErrors::internalFailure));
    }
}
