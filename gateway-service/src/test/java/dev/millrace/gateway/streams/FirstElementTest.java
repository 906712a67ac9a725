package dev.millrace.gateway.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class FirstElementTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyElementComesOnce() {
        StepVerifier.create(FirstElement.await(Flux.range(0, 1_000)).flatMapMany(rest -> rest))
                .expectNextSequence(Flux.range(0, 1_000).toIterable())
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void whoAsksForOneAtATimeGetsThemAll() {
        StepVerifier.create(FirstElement.await(Flux.range(0, 100)).flatMapMany(rest -> rest.concatMap(Mono::just, 0)))
                .expectNextCount(100)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void nothingIsAskedForBeyondTheFirstUntilSomebodyDoes() {
        AtomicLong asked = new AtomicLong();
        Flux<Integer> source = Flux.range(0, 100).hide().doOnRequest(asked::addAndGet);

        Flux<Integer> rest = FirstElement.await(source).block(PATIENCE);

        assertThat(asked).hasValue(1);
        StepVerifier.create(rest, 1)
                .expectNext(0)
                .then(() -> assertThat(asked).hasValue(1))
                .thenRequest(2)
                .expectNext(1, 2)
                .then(() -> assertThat(asked).hasValue(3))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void theFirstElementIsLetGoWhenItWasHandedOn() throws InterruptedException {
        AtomicReference<byte[]> only = new AtomicReference<>(new byte[1 << 20]);
        WeakReference<byte[]> first = new WeakReference<>(only.get());
        Flux<byte[]> source = Flux.concat(Mono.fromSupplier(() -> only.getAndSet(null)), Flux.never());

        Flux<byte[]> rest = FirstElement.await(source).block(PATIENCE);
        AtomicLong taken = new AtomicLong();
        Disposable going = rest.subscribe(bytes -> taken.addAndGet(bytes.length));

        assertThat(taken).hasValue(1 << 20);
        for (long end = System.nanoTime() + PATIENCE.toNanos(); first.get() != null && System.nanoTime() < end; ) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(first.get()).isNull();
        assertThat(going.isDisposed()).isFalse();
        going.dispose();
    }

    @Test
    void aFailureBeforeTheFirstElementIsTheAnswer() {
        StepVerifier.create(FirstElement.await(Flux.error(new IllegalStateException())))
                .expectError(IllegalStateException.class)
                .verify(PATIENCE);
    }

    @Test
    void aFailureAfterItComesInItsPlace() {
        StepVerifier.create(FirstElement.await(Flux.concat(Flux.just(1, 2), Flux.error(new IllegalStateException())))
                        .flatMapMany(rest -> rest))
                .expectNext(1, 2)
                .expectError(IllegalStateException.class)
                .verify(PATIENCE);
    }
}
