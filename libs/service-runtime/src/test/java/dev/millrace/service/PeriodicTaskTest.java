package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class PeriodicTaskTest {
    private static final Duration OFTEN = Duration.ofMillis(5);

    private final CountDownLatch threeRuns = new CountDownLatch(3);

    @Test
    void aRunThatThrowsIsNotTheLast() throws InterruptedException {
        PeriodicTask task = new PeriodicTask("A test", OFTEN, () -> {
            threeRuns.countDown();
            throw new IllegalStateException("on purpose");
        });

        assertThatThreeRunsCome(task);
    }

    @Test
    void oneRunWaitsForTheOther() throws InterruptedException {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        PeriodicTask task = new PeriodicTask("A test", Duration.ZERO, OFTEN, () -> {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            return Mono.delay(OFTEN.multipliedBy(4)).then(Mono.fromRunnable(() -> {
                atOnce.decrementAndGet();
                threeRuns.countDown();
            }));
        });

        assertThatThreeRunsCome(task);
        assertThat(mostAtOnce).hasValue(1);
    }

    private void assertThatThreeRunsCome(PeriodicTask task) throws InterruptedException {
        task.start();
        try {
            assertThat(threeRuns.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            task.stop();
        }
        assertThat(task.isRunning()).isFalse();
    }
}
