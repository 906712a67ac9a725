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
            CallLimits.of(Map.of("DescribeStream", 2, "ListShards", 3), "000000000000", now::get);

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
        CallLimits ofTrials = CallLimits.of(Map.of(), "000000000000", now::get);
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
    void trialsHaveARateThatCanBeSet() {
        CallLimits ofTrials = CallLimits.of(Map.of("DryRun", 2), "000000000000", now::get);
        DryRunnable trial = () -> true;

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> ofTrials.endTrial(trial, ORDERS))
                    .isInstanceOfSatisfying(
                            KinesisException.class,
                            error -> Assertions.assertThat(error.type()).isEqualTo(ErrorType.DRY_RUN));
        }
        assertThatThrownBy(() -> ofTrials.endTrial(trial, ORDERS))
                .isInstanceOfSatisfying(
                        KinesisException.class,
                        error -> Assertions.assertThat(error.type()).isEqualTo(ErrorType.THROTTLING));
    }

    @Test
    void anOperationHasItsOwnRateIfNoneIsSet() {
        int rate = Operation.LIST_STREAMS.callRate().perSecond();
        for (int i = 0; i < rate; i++) {
            limits.take(Operation.LIST_STREAMS);
        }

        assertThatThrownBy(() -> limits.take(Operation.LIST_STREAMS)).hasMessage("Rate exceeded.");
    }

    @Test
    void recordsHaveNoRateOfCalls() {
        assertThatCode(() -> {
                    for (int i = 0; i < 1000; i++) {
                        limits.take(Operation.PUT_RECORD, ORDERS);
                    }
                })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> CallLimits.of(Map.of("PutRecord", 5), "000000000000", now::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PutRecord");
    }

    @Test
    void nothingIsLimitedWithoutLimits() {
        CallLimits none = CallLimits.none("000000000000", now::get);

        for (Operation operation : Operation.values()) {
            for (int i = 0; i < 1001; i++) {
                none.take(operation, ORDERS);
            }
        }
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> none.endTrial(() -> true, ORDERS))
                    .isInstanceOfSatisfying(
                            KinesisException.class,
                            error -> Assertions.assertThat(error.type()).isEqualTo(ErrorType.DRY_RUN));
        }
    }

    @Test
    void aMisspelledOperationIsNotIgnored() {
        assertThatThrownBy(() -> CallLimits.of(Map.of("DescribeStreams", 1), "000000000000", now::get))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallLimits.of(Map.of("DescribeStream", 0), "000000000000", now::get))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
