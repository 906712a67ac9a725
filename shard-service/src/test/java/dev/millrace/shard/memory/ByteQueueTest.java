package dev.millrace.shard.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ByteQueueTest {
    private final ByteQueue queue = new ByteQueue(100);
    private final List<String> told = new ArrayList<>();

    @Test
    void whoDoesNotFitWaitsAndNobodyOvertakes() {
        assertThat(queue.tryTake(80)).isTrue();
        queue.take(60, () -> told.add("large"));
        queue.take(10, () -> told.add("small"));

        assertThat(queue.tryTake(1)).isFalse();
        assertThat(told).isEmpty();

        queue.give(80);

        assertThat(told).containsExactly("large", "small");
        assertThat(queue.current()).isEqualTo(70);
    }

    @Test
    void whatIsLargerThanTheBoundGoesAlone() {
        queue.take(10, () -> told.add("before"));
        queue.take(500, () -> told.add("huge"));
        assertThat(told).containsExactly("before");

        queue.give(10);
        queue.take(10, () -> told.add("after"));
        assertThat(told).containsExactly("before", "huge");

        queue.give(500);
        assertThat(told).containsExactly("before", "huge", "after");
    }

    @Test
    void manyThreadsNeverHoldMoreThanTheBoundAndAllGetTheirs() throws Exception {
        int tasks = 40_000;
        AtomicLong held = new AtomicLong();
        AtomicInteger exceeded = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(tasks);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int bytes = 10 + t * 7;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < tasks / 4; i++) {
                    Runnable use = () -> {
                        if (held.addAndGet(bytes) > 100) {
                            exceeded.incrementAndGet();
                        }
                        held.addAndGet(-bytes);
                        queue.give(bytes);
                        done.countDown();
                    };
                    if (queue.tryTake(bytes)) {
                        use.run();
                    } else {
                        queue.take(bytes, use);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(exceeded).hasValue(0);
        assertThat(queue.current()).isZero();
    }
}
