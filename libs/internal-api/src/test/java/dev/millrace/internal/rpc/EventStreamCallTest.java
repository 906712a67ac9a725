package dev.millrace.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.internal.shard.v1.ShardLogGrpc;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.internal.shard.v1.SubscriptionRequest;
import dev.millrace.internal.shard.v1.SubscriptionStart;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class EventStreamCallTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name = InProcessServerBuilder.generateName();
    private final AtomicLong asked = new AtomicLong();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private Flux<SubscriptionEvent> events = Flux.range(0, 1_000).map(EventStreamCallTest::event);
    private Server server;
    private ManagedChannel channel;

    private static SubscriptionEvent event(int index) {
        return SubscriptionEvent.newBuilder().setNextIndex(index).build();
    }

    @BeforeEach
    void serve() throws IOException {
        server = InProcessServerBuilder.forName(name)
                .addService(new ShardLogGrpc.ShardLogImplBase() {
                    @Override
                    public StreamObserver<SubscriptionRequest> subscribe(StreamObserver<SubscriptionEvent> answer) {
                        return EventStreamAnswer.to(
                                answer,
                                first -> events.doOnRequest(asked::addAndGet).doOnCancel(cancelled::countDown),
                                SubscriptionRequest::getEvents);
                    }
                })
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    private Flux<SubscriptionEvent> call() {
        return EventStreamCall.of(
                ShardLogGrpc.newStub(channel)::subscribe,
                SubscriptionRequest.newBuilder()
                        .setStart(SubscriptionStart.getDefaultInstance())
                        .build(),
                more -> SubscriptionRequest.newBuilder().setEvents(more).build());
    }

    @Test
    void everyEventArrivesInOrder() {
        StepVerifier.create(call().map(SubscriptionEvent::getNextIndex).collectList())
                .assertNext(all -> assertThat(all).hasSize(1_000).isSorted())
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void noMoreComesThanWasAskedFor() {
        StepVerifier.create(call(), 0)
                .thenRequest(2)
                .expectNextCount(2)
                .thenRequest(3)
                .expectNextCount(3)
                .then(() -> assertThat(asked).hasValue(5))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void whoGoesAwayCancelsTheSource() throws Exception {
        events = Flux.<SubscriptionEvent>never().startWith(event(1));

        StepVerifier.create(call()).expectNextCount(1).thenCancel().verify(PATIENCE);

        assertThat(cancelled.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anErrorComesAfterTheEventsBeforeIt() {
        events = Flux.just(event(1)).concatWith(Flux.error(Status.ABORTED.asRuntimeException()));

        StepVerifier.create(call())
                .expectNext(event(1))
                .expectErrorMatches(failure -> failure instanceof StatusRuntimeException status
                        && status.getStatus().getCode() == Status.Code.ABORTED)
                .verify(PATIENCE);
    }
}
