package dev.millrace.consumers.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.consumers.consumer.ConsumerKey;
import dev.millrace.internal.consumer.v1.FollowEvent;
import dev.millrace.internal.consumer.v1.FollowStart;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.internal.shard.v1.SubscriptionStart;
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
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class StreamFollowerTest {
    private static final int SHARDS = 10_000;

    private final StreamDescription stream = stream();
    private final ConsumerKey consumer = new ConsumerKey(stream.id(), "reader", OptionalLong.empty());
    private final List<SubscriptionStart> held = new ArrayList<>();

    @Test
    void everyShardIsFollowedHoweverManyThereAre() {
        StreamFollower follower = follower(Flux.never());

        List<FollowEvent> events = new ArrayList<>();
        var following = follower.follow(
                        consumer, FollowStart.newBuilder().setLatest(true).build())
                .subscribe(events::add);

        assertThat(held)
                .extracting(SubscriptionStart::getShard)
                .containsExactlyElementsOf(IntStream.range(0, SHARDS).boxed().toList());
        assertThat(held.stream().mapToLong(SubscriptionStart::getMaxBytes).sum())
                .as("what is under way of them all")
                .isLessThanOrEqualTo(64 << 20);
        assertThat(events)
                .singleElement()
                .satisfies(begun -> assertThat(begun.getBegunCount()).isEqualTo(SHARDS));
        following.dispose();
    }

    @Test
    void heldSubscriptionsAreNotAllTakenAgainInOneMoment() {
        Random random = new Random(1);
        Duration lifetime = Duration.ofMinutes(5);
        var bySecond = IntStream.range(0, 1_000)
                .mapToObj(shard -> Subscriptions.heldFor(lifetime, random))
                .peek(time -> assertThat(time).isBetween(lifetime.dividedBy(2), lifetime))
                .collect(Collectors.groupingBy(Duration::toSeconds, Collectors.counting()));

        assertThat(bySecond.values()).allMatch(count -> count < 30);
    }

    private StreamFollower follower(Flux<SubscriptionEvent> events) {
        return new StreamFollower(
                (key, version) -> Mono.just(stream),
                (key, start) -> {
                    held.add(start);
                    return events;
                },
                id -> Mono.just(stream));
    }

    private static StreamDescription stream() {
        List<Shard> shards = new ArrayList<>();
        for (HashKeyRange range : HashKeyRange.uniform(SHARDS)) {
            shards.add(new Shard(
                    shards.size(), range, OptionalInt.empty(), OptionalInt.empty(), Instant.EPOCH, Optional.empty()));
        }
        return StreamDescription.builder(StreamId.random(), new StreamName("wide"), Instant.EPOCH, new ShardMap(shards))
                .build();
    }
}
