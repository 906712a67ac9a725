package dev.millrace.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServiceLimitsTest {
    private static final String ACCOUNT = "111111111111";

    private final AtomicLong now = new AtomicLong();
    private final ServiceLimits limits = new ServiceLimits(Map.of("kms", 2), now::get);

    @Test
    void anAccountsRateIsItsOwnAndComesBackWithTime() {
        assertThat(limits.tryTake("kms", ACCOUNT)).isTrue();
        assertThat(limits.tryTake("kms", ACCOUNT)).isTrue();
        assertThat(limits.tryTake("kms", ACCOUNT)).isFalse();
        assertThat(limits.tryTake("kms", "222222222222")).isTrue();

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(limits.tryTake("kms", ACCOUNT)).isTrue();
    }

    @Test
    void whatHasNoRateIsNotLimited() {
        for (int i = 0; i < 1000; i++) {
            assertThat(limits.tryTake("sts", ACCOUNT)).isTrue();
        }
    }

    @Test
    void aRateIsPositive() {
        assertThatThrownBy(() -> new ServiceLimits(Map.of("kms", 0), now::get))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
