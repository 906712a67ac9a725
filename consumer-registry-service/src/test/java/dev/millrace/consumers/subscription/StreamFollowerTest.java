package dev.millrace.consumers.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.consumers.consumer.ConsumerKey;
import dev.millrace.internal.consumer.v1.FollowEvent;
import dev.millrace.internal.consumer.v1.FollowStart;
import dev.millrace.internal.shard.ShardStart;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class StreamFollowerTest {
    private static final int SHARDS = 10_000;
    private static final int GENERATIONS = 50;

    private final StreamDescription stream = stream();
    private final ConsumerKey consumer = new ConsumerKey(stream.id(), "reader", OptionalLong.empty());
    private final List<ShardStart> held = new ArrayList<>();

    @Test
    void everyShardIsFollowedHoweverManyThereAre() {
        StreamFollower follower = follower(Flux.never());

        List<FollowEvent> events = new ArrayList<>();
        var following = follower.follow(
                        consumer, FollowStart.newBuilder().setLatest(true).build(), memory())
                .subscribe(events::add);

        assertThat(held)
                .extracting(ShardStart::shard)
                .containsExactlyElementsOf(IntStream.range(0, SHARDS).boxed().toList());
        assertThat(held.stream().mapToLong(ShardStart::maxBytes).sum())
                .as("what is under way of them all")
                .isLessThanOrEqualTo(64 << 20);
        assertThat(events)
                .singleElement()
                .satisfies(begun -> assertThat(begun.getBegunCount()).isEqualTo(SHARDS));
        following.dispose();
    }

    @Test
    void aChildIsNotPushedBeforeWhatItsParentHeldHoweverSlowTheReader() {
        StreamDescription resharded = resharded();
        SubscriptionEvent more = SubscriptionEvent.newBuilder().setNextIndex(1).build();
        SubscriptionEvent end = more.toBuilder().setEndOfShard(true).build();
        List<Sinks.Many<SubscriptionEvent>> shards = Stream.generate(
                        () -> Sinks.many().unicast().<SubscriptionEvent>onBackpressureBuffer())
                .limit(GENERATIONS)
                .toList();
        shards.subList(1, GENERATIONS).forEach(shard -> shard.tryEmitNext(more).orThrow());
        StreamFollower follower = new StreamFollower(
                (key, version) -> Mono.just(resharded),
                (key, start, memory) -> shards.get(start.shard()).asFlux(),
                id -> Mono.just(resharded));
        FollowStart start = FollowStart.newBuilder().setTrimHorizon(true).build();

        List<Integer> pushed = new ArrayList<>();
        Reader reader = new Reader();
        follower.follow(consumer, start, memory())
                .filter(FollowEvent::hasEvent)
                .map(FollowEvent::getShard)
                .doOnNext(pushed::add)
                .subscribe(reader);
        for (Sinks.Many<SubscriptionEvent> shard : shards.subList(1, GENERATIONS)) {
            reader.request(1);
            shards.get(0).tryEmitNext(more).orThrow();
            reader.request(1);
            shard.tryEmitNext(end).orThrow();
            shard.tryEmitComplete().orThrow();
            reader.request(1);
        }
        reader.cancel();

        assertThat(pushed)
                .filteredOn(shard -> shard > 0)
                .containsExactlyElementsOf(IntStream.range(1, GENERATIONS)
                        .flatMap(generation -> IntStream.of(generation, generation))
                        .boxed()
                        .toList());
    }

    /** Takes an event when it is asked to. */
    private static final class Reader extends BaseSubscriber<Integer> {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Nothing is requested yet.
        }
    }

    @Test
    void heldSubscriptionsAreNotAllTakenAgainInOneMoment() {
        Random random = new Random(1);
        Duration lifetime = Duration.ofMinutes(5);
        var bySecond = IntStream.range(0, 1_000)
                .mapToObj(shard -> ConsumerSubscriptions.heldFor(lifetime, random))
                .peek(time -> assertThat(time).isBetween(lifetime.dividedBy(2), lifetime))
                .collect(Collectors.groupingBy(Duration::toSeconds, Collectors.counting()));

        assertThat(bySecond.values()).allMatch(count -> count < 30);
    }

    private HeldEvents memory() {
        return new HeldEvents(new EventMemory(1 << 20), consumer);
    }

    private StreamFollower follower(Flux<SubscriptionEvent> events) {
        return new StreamFollower(
                (key, version) -> Mono.just(stream),
                (key, start, memory) -> {
                    held.add(start);
                    return events;
                },
                id -> Mono.just(stream));
    }

    /** One half is a shard since ever, the other one that was replaced by another again and again. */
    private static StreamDescription resharded() {
        List<HashKeyRange> halves = HashKeyRange.uniform(2);
        List<Shard> shards = new ArrayList<>();
        for (int index = 0; index < GENERATIONS; index++) {
            boolean open = index == 0 || index == GENERATIONS - 1;
            shards.add(new Shard(
                    index,
                    halves.get(index == 0 ? 0 : 1),
                    index < 2 ? OptionalInt.empty() : OptionalInt.of(index - 1),
                    OptionalInt.empty(),
                    Instant.EPOCH,
                    open ? Optional.empty() : Optional.of(Instant.EPOCH)));
        }
        return stream(shards);
    }

    private static StreamDescription stream() {
        List<Shard> shards = new ArrayList<>();
        for (HashKeyRange range : HashKeyRange.uniform(SHARDS)) {
            shards.add(new Shard(
                    shards.size(), range, OptionalInt.empty(), OptionalInt.empty(), Instant.EPOCH, Optional.empty()));
        }
        return stream(shards);
    }

    private static StreamDescription stream(List<Shard> shards) {
        return StreamDescription.builder(StreamId.random(), new StreamName("wide"), Instant.EPOCH, new ShardMap(shards))
                .build();
    }
}
