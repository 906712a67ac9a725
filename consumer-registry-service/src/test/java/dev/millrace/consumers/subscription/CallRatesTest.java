package dev.millrace.consumers.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallRatesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final CallRates rates = new CallRates(1, 2, nanos::get);
    private final SubscriptionKey place = new SubscriptionKey(new UUID(0, 1), 0);

    @Test
    void aBurstAndThenOneASecond() {
        assertThat(rates.tryTake(place)).isTrue();
        assertThat(rates.tryTake(place)).isTrue();
        assertThat(rates.tryTake(place)).isFalse();

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(rates.tryTake(place)).isTrue();
        assertThat(rates.tryTake(place)).isFalse();
    }

    @Test
    void placesDoNotTakeFromEachOther() {
        assertThat(rates.tryTake(place)).isTrue();
        assertThat(rates.tryTake(place)).isTrue();
        assertThat(rates.tryTake(new SubscriptionKey(new UUID(0, 1), 1))).isTrue();
    }
}
