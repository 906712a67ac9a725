package dev.millrace.consumers.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.internal.shard.v1.SubscriptionEvent;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class EventPaceTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration JUST_UNDER = INTERVAL.minusMillis(1);

    private final Sinks.Many<SubscriptionEvent> events = Sinks.many().unicast().onBackpressureBuffer();

    private static SubscriptionEvent event(long nextIndex) {
        return SubscriptionEvent.newBuilder()
                .setNextIndex(nextIndex)
                .setPayloadBytes(10)
                .build();
    }

    private static SubscriptionEvent beat(long nextIndex) {
        return SubscriptionEvent.newBuilder().setNextIndex(nextIndex).build();
    }

    private Flux<SubscriptionEvent> beating() {
        return at(OptionalLong.empty());
    }

    private Flux<SubscriptionEvent> at(OptionalLong bytesPerSecond) {
        return EventPace.keep(
                events.asFlux(),
                INTERVAL,
                bytesPerSecond,
                () -> VirtualTimeScheduler.get().now(TimeUnit.NANOSECONDS));
    }

    @Test
    void anEventComesAtLeastOnceInEveryInterval() {
        StepVerifier.withVirtualTime(this::beating)
                .then(() -> events.tryEmitNext(event(7)))
                .expectNext(event(7))
                .expectNoEvent(JUST_UNDER)
                .thenAwait(Duration.ofMillis(1))
                .expectNext(beat(7))
                .thenAwait(INTERVAL)
                .expectNext(beat(7))
                .thenCancel()
                .verify();
    }

    /** Its records may be megabytes, and a subscription may be quiet for as long as it lives. */
    @Test
    void theLastEventIsNotKept() throws Exception {
        Flux<SubscriptionEvent> beating =
                EventPace.keep(events.asFlux(), INTERVAL, OptionalLong.empty(), System::nanoTime);
        var subscribed = beating.subscribe(event -> {});
        WeakReference<SubscriptionEvent> last = emit(event(7));

        for (int i = 0; i < 50 && last.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }

        assertThat(last.get()).isNull();
        assertThat(subscribed.isDisposed()).isFalse();
        subscribed.dispose();
    }

    private WeakReference<SubscriptionEvent> emit(SubscriptionEvent event) {
        assertThat(events.tryEmitNext(event)).isEqualTo(Sinks.EmitResult.OK);
        return new WeakReference<>(event);
    }

    private void emit(long nextIndex, long bytes) {
        assertThat(events.tryEmitNext(SubscriptionEvent.newBuilder()
                        .setNextIndex(nextIndex)
                        .setPayloadBytes(bytes)
                        .build()))
                .isEqualTo(Sinks.EmitResult.OK);
    }

    @Test
    void oneSecondsWorthGoesAtOnceAndWhatIsTooLargeGoesAndTheNextOneWaits() {
        StepVerifier.withVirtualTime(() -> at(OptionalLong.of(1_000)))
                .then(() -> emit(1, 5_000))
                .expectNextMatches(event -> event.getNextIndex() == 1)
                .then(() -> emit(2, 1))
                .expectNoEvent(Duration.ofSeconds(4).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNextMatches(event -> event.getNextIndex() == 2)
                .thenCancel()
                .verify();
    }

    @Test
    void overTimeNoMoreGoesThanTheRate() {
        int count = 100;
        StepVerifier.withVirtualTime(() -> at(OptionalLong.of(1_000)))
                .then(() -> IntStream.range(0, count).forEach(i -> emit(i, 300)))
                .thenAwait(Duration.ofSeconds(count * 300 / 1_000 - 1).minusMillis(300))
                .expectNextCount(count - 1)
                .thenAwait(Duration.ofMillis(300))
                .expectNextMatches(event -> event.getNextIndex() == count - 1)
                .thenCancel()
                .verify();
    }

    @Test
    void recordsPostponeTheNextBeat() {
        StepVerifier.withVirtualTime(this::beating)
                .then(() -> events.tryEmitNext(event(7)))
                .expectNext(event(7))
                .thenAwait(Duration.ofSeconds(3))
                .then(() -> events.tryEmitNext(event(9)))
                .expectNext(event(9))
                .expectNoEvent(JUST_UNDER)
                .thenAwait(Duration.ofMillis(1))
                .expectNext(beat(9))
                .thenCancel()
                .verify();
    }

    @Test
    void nothingBeatsBeforeThePositionIsKnown() {
        StepVerifier.withVirtualTime(this::beating)
                .expectSubscription()
                .expectNoEvent(Duration.ofMinutes(1))
                .thenCancel()
                .verify();
    }

    @Test
    void aReaderThatIsAwayFindsOneBeatAndTheLatestPosition() {
        StepVerifier.withVirtualTime(this::beating, 1)
                .then(() -> events.tryEmitNext(event(7)))
                .expectNext(event(7))
                .thenAwait(Duration.ofMinutes(1))
                .then(() -> events.tryEmitNext(event(9)))
                .thenRequest(2)
                .recordWith(ArrayList::new)
                .expectNextCount(2)
                .consumeRecordedWith(received -> assertThat(received)
                        .extracting(SubscriptionEvent::getNextIndex)
                        .isSorted())
                .thenCancel()
                .verify();
    }

    @Test
    void endsWithItsEvents() {
        StepVerifier.withVirtualTime(this::beating)
                .then(() -> events.tryEmitNext(event(7)))
                .expectNext(event(7))
                .then(events::tryEmitComplete)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }
}
