package dev.millrace.consumers.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.consumers.consumer.ConsumerKey;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.rpc.EventStreamAnswer;
import dev.millrace.internal.shard.ShardClient;
import dev.millrace.internal.shard.ShardConnections;
import dev.millrace.internal.shard.ShardOwners;
import dev.millrace.internal.shard.ShardStart;
import dev.millrace.internal.shard.v1.BlockSlice;
import dev.millrace.internal.shard.v1.ShardLogGrpc.ShardLogImplBase;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.internal.shard.v1.SubscriptionRequest;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StartPosition.AtIndex;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Many shards with large events, for a reader that takes its time, within little memory. */
class ShardFeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final StreamId STREAM = new StreamId(new UUID(1, 2));
    private static final int SHARDS = 20;
    private static final int EVENTS = 30;
    private static final int EVENT_BYTES = 10_000;
    private static final int MEMORY = 50_000;

    /** Without heartbeats, which have the index of the event before. */
    private static final SubscriptionSettings UNHURRIED = new SubscriptionSettings(
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofSeconds(5),
            1,
            1,
            DataSize.ofMegabytes(2),
            DataSize.ofKilobytes(256),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2));

    private final String name = InProcessServerBuilder.generateName();
    private final AtomicInteger calls = new AtomicInteger();
    private final EventMemory memory = new EventMemory(MEMORY);
    private final HeldEvents held = new HeldEvents(memory, new ConsumerKey(STREAM, "reader", OptionalLong.empty()));
    private Server owner;
    private ManagedChannel channel;
    private ShardOwners owners;
    private ShardFeed feed;

    @BeforeEach
    void serve() throws IOException {
        owner = InProcessServerBuilder.forName(name)
                .addService(new ShardLogImplBase() {
                    @Override
                    public StreamObserver<SubscriptionRequest> subscribe(StreamObserver<SubscriptionEvent> events) {
                        calls.incrementAndGet();
                        return EventStreamAnswer.to(
                                events,
                                first -> Flux.fromStream(
                                        LongStream.range(first.getStart().getFromIndex(), EVENTS)
                                                .mapToObj(ShardFeedTest::event)),
                                SubscriptionRequest::getEvents);
                    }
                })
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
        ShardConnections connections = new ShardConnections((callee, address) -> channel);
        owners = new ShardOwners(connections, List.of("owner:1"));
        feed = new ShardFeed(
                new StreamMirror(channel), new ShardClient(owners, connections), UNHURRIED, false, "000000000000");
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        owner.shutdownNow();
    }

    private static SubscriptionEvent event(long index) {
        return SubscriptionEvent.newBuilder()
                .addBlocks(BlockSlice.newBuilder().setBlock(ByteString.copyFrom(new byte[EVENT_BYTES])))
                .setNextIndex(index + 1)
                // At the newest record every other time, so that some are asked for without room, and let go.
                .setMillisBehindLatest(index % 2)
                .setEndOfShard(index == EVENTS - 1)
                .build();
    }

    @Test
    void allOfThemComeOnceAndInOrderAndNoMoreIsHeldThanMayBe() {
        List<List<Long>> shards = Flux.range(0, SHARDS)
                .flatMapSequential(
                        shard -> follow(shard, Mono.never())
                                .concatMap(this::takeItsTime, 0)
                                .collectList(),
                        SHARDS)
                .collectList()
                .block(PATIENCE);

        assertThat(shards)
                .hasSize(SHARDS)
                .allSatisfy(indexes -> assertThat(indexes)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, EVENTS).boxed().toList()));
        assertThat(calls).as("some had to be asked for again").hasValueGreaterThan(SHARDS);
        assertThat(memory.current()).isZero();
    }

    @Test
    void theyEndWithoutAnErrorWhenTheirTimeIsUp() {
        Sinks.Empty<Void> timeIsUp = Sinks.empty();

        List<Long> indexes = follow(0, timeIsUp.asMono())
                .doOnNext(event -> held.give(HeldEvents.bytesOf(event)))
                .map(SubscriptionEvent::getNextIndex)
                .doOnNext(index -> timeIsUp.tryEmitEmpty())
                .collectList()
                .block(PATIENCE);

        assertThat(indexes).startsWith(1L).hasSizeLessThan(EVENTS);
        assertThat(memory.current()).isZero();
    }

    private Flux<SubscriptionEvent> follow(int shard, Mono<Void> end) {
        owners.learn(new ShardKey(STREAM, shard), "owner:1");
        return feed.follow(STREAM, new StreamName("orders"), new ShardStart(shard, new AtIndex(0), 0, 0), held, end);
    }

    private Mono<Long> takeItsTime(SubscriptionEvent event) {
        assertThat(memory.current()).isBetween((long) EVENT_BYTES, (long) MEMORY);
        return Mono.delay(Duration.ofMillis(1)).map(passed -> {
            held.give(HeldEvents.bytesOf(event));
            return event.getNextIndex();
        });
    }
}
