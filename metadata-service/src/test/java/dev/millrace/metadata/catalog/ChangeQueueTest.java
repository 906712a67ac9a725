package dev.millrace.metadata.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class ChangeQueueTest {
    private final ChangeQueue queue = new ChangeQueue(() -> new IllegalStateException("Rate exceeded."));

    @Test
    void changesRunOneAfterTheOther() {
        AtomicInteger running = new AtomicInteger();
        Mono<Integer> change = Mono.defer(() -> Mono.just(running.incrementAndGet()))
                .delayElement(Duration.ofMillis(1))
                .doOnNext(seen -> running.decrementAndGet());

        List<Integer> seen = Flux.range(0, 50)
                .flatMap(i -> queue.enter(change), 50)
                .collectList()
                .block(Duration.ofSeconds(10));

        assertThat(seen).hasSize(50).containsOnly(1);
    }

    @Test
    void aFailedOrEmptyChangeLetsTheNextOneIn() {
        assertThat(queue.enter(Mono.error(new IllegalStateException()))
                        .onErrorComplete()
                        .block(Duration.ofSeconds(1)))
                .isNull();
        assertThat(queue.enter(Mono.empty()).block(Duration.ofSeconds(1))).isNull();
        assertThat(queue.enter(Mono.just("in")).block(Duration.ofSeconds(1))).isEqualTo("in");
    }

    @Test
    void aChangeGoesOnWhenItsCallerLeft() {
        Sinks.One<String> first = Sinks.one();
        queue.enter(first.asMono()).subscribe().dispose();
        List<String> second = new ArrayList<>();
        queue.enter(Mono.just("second")).subscribe(second::add);
        assertThat(second).isEmpty();

        first.tryEmitValue("made");
        assertThat(second).containsExactly("second");
    }

    @Test
    void tooManyWaitingChangesAreRefusedRatherThanKept() {
        queue.enter(Mono.never()).subscribe();
        List<String> refusals = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            queue.enter(Mono.empty()).subscribe(nothing -> {}, e -> refusals.add(e.getMessage()));
        }

        assertThat(refusals).hasSize(600 - 512).containsOnly("Rate exceeded.");
    }
}
