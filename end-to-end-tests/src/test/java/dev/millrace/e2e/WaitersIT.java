package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamResponse;
import software.amazon.awssdk.services.kinesis.waiters.KinesisWaiter;

/** The SDK's own waiters, which deployment tools rely on. */
@ExtendWith(SharedStack.class)
class WaitersIT {
    @Test
    void waitUntilAStreamExistsAndUntilItIsGone(StackProcess stack) {
        WaiterOverrideConfiguration impatient = WaiterOverrideConfiguration.builder()
                .maxAttempts(200)
                .backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(300)))
                .build();
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access());
                KinesisWaiter waiter = KinesisWaiter.builder()
                        .client(client)
                        .overrideConfiguration(impatient)
                        .build()) {
            client.createStream(request -> request.streamName("awaited").shardCount(1));
            assertThat(waiter.waitUntilStreamExists(request -> request.streamName("awaited"))
                            .matched()
                            .response())
                    .map(DescribeStreamResponse::streamDescription)
                    .hasValueSatisfying(
                            description -> assertThat(description.shards()).hasSize(1));
            client.deleteStream(request -> request.streamName("awaited"));
            assertThat(waiter.waitUntilStreamNotExists(request -> request.streamName("awaited"))
                            .matched()
                            .exception())
                    .isPresent();
        }
    }
}
