package dev.millrace.gateway.call;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.DryRunnable;
import dev.millrace.protocol.message.Operation;
import dev.millrace.stream.StreamName;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
    private static final StreamName ORDERS = new StreamName("orders");

    private final AtomicLong now = new AtomicLong(TimeUnit.DAYS.toNanos(3));
    private final CallLimits limits =
            new CallLimits(Map.of("DescribeStream", 2, "ListShards", 3, "DescribeLimits", 1), "000000000000", now::get);

    @Test
    void anAccountsRateCountsForAllStreams() {
        limits.take(Operation.DESCRIBE_STREAM, ORDERS);
        limits.take(Operation.DESCRIBE_STREAM, new StreamName("other"));

        assertThatThrownBy(() -> limits.take(Operation.DESCRIBE_STREAM, ORDERS))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> Assertions.assertThat(error.type()).isEqualTo(ErrorType.LIMIT_EXCEEDED))
                .hasMessage("Rate exceeded for stream orders under account 000000000000.");
    }

    @Test
    void aStreamsRateIsItsOwn() {
        for (int i = 0; i < 3; i++) {
            limits.take(Operation.LIST_SHARDS, ORDERS);
        }

        assertThatThrownBy(() -> limits.take(Operation.LIST_SHARDS, ORDERS)).isInstanceOf(KinesisException.class);
        assertThatCode(() -> limits.take(Operation.LIST_SHARDS, new StreamName("other")))
                .doesNotThrowAnyException();
    }

    @Test
    void permitsComeBackWithTimeButNeverMoreThanASecondsWorth() {
        limits.take(Operation.DESCRIBE_LIMITS);
        assertThatThrownBy(() -> limits.take(Operation.DESCRIBE_LIMITS)).hasMessage("Rate exceeded.");

        now.addAndGet(TimeUnit.SECONDS.toNanos(60));

        limits.take(Operation.DESCRIBE_LIMITS);
        assertThatThrownBy(() -> limits.take(Operation.DESCRIBE_LIMITS)).hasMessage("Rate exceeded.");
    }

    @Test
    void aStreamTakesATrialASecondOfWhicheverOperation() {
        CallLimits ofTrials = new CallLimits(Map.of("DryRun", 1), "000000000000", now::get);
        DryRunnable trial = () -> true;

        assertThatThrownBy(() -> ofTrials.endTrial(trial, ORDERS))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> Assertions.assertThat(error.type()).isEqualTo(ErrorType.DRY_RUN));
        assertThatThrownBy(() -> ofTrials.endTrial(trial, ORDERS))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> Assertions.assertThat(error.type()).isEqualTo(ErrorType.THROTTLING));
        assertThatThrownBy(() -> ofTrials.endTrial(trial, new StreamName("other")))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> Assertions.assertThat(error.type()).isEqualTo(ErrorType.DRY_RUN));
        assertThatCode(() -> ofTrials.endTrial(() -> false, ORDERS)).doesNotThrowAnyException();
        assertThatCode(() -> ofTrials.endTrial(() -> null, ORDERS)).doesNotThrowAnyException();

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThatThrownBy(() -> ofTrials.endTrial(trial, ORDERS))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> Assertions.assertThat(error.type()).isEqualTo(ErrorType.DRY_RUN));
    }

    @Test
    void whatHasNoRateIsNotLimited() {
        assertThatCode(() -> {
                    for (int i = 0; i < 1000; i++) {
                        limits.take(Operation.LIST_STREAMS);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aMisspelledOperationIsNotIgnored() {
        assertThatThrownBy(() -> new CallLimits(Map.of("DescribeStreams", 1), "000000000000", now::get))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallLimits(Map.of("DescribeStream", 0), "000000000000", now::get))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
