package dev.millrace.consumers.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeliveryRateTest {
    private static final int RATE = 1_000;

    private final AtomicLong nanos = new AtomicLong();
    private final DeliveryRate pace = new DeliveryRate(RATE, nanos::get);

    @Test
    void oneSecondsWorthGoesAtOnce() {
        assertThat(pace.take(RATE)).isZero();
    }

    @Test
    void whatIsTooLargeGoesAndTheNextOneWaits() {
        assertThat(pace.take(5 * RATE)).isZero();
        assertThat(pace.take(1)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void overTimeNoMoreGoesThanTheRate() {
        long sent = 0;
        for (int i = 0; i < 1_000; i++) {
            nanos.addAndGet(pace.take(300).toNanos());
            sent += 300;
        }
        double seconds = nanos.get() / 1e9;
        assertThat(sent / seconds).isBetween(RATE * 1.0, RATE * 1.01);
    }
}
