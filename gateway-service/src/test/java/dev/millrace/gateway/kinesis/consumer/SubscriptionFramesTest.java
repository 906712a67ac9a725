package dev.millrace.gateway.kinesis.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.front.request.RequestBody;
import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.protocol.message.OutgoingRecords;
import dev.millrace.protocol.message.SubscribeToShardEvent;
import dev.millrace.protocol.wire.WireFormat;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class SubscriptionFramesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long ALL_BUT_A_LITTLE = 99_000;

    private final SharedBudget budget = new SharedBudget(100_000);
    private final ReceivedRequest request =
            new ReceivedRequest("POST", "/", "", new DefaultHttpHeaders(), RequestBody.none(), RequestOrigin.unknown());

    private Flux<ByteBuffer> frames() {
        SubscribeToShardEvent event = new SubscribeToShardEvent(OutgoingRecords.NONE, "1", 0, List.of());
        return new SubscriptionFrames(budget)
                .of(new SubscriptionResponse(Flux.just(event).concatWith(Flux.never())), WireFormat.JSON, request);
    }

    /** It ended with InternalFailure. */
    @Test
    void anEventForWhichThereIsNoRoomWaitsForIt() {
        budget.tryReserve(ALL_BUT_A_LITTLE);

        StepVerifier.create(frames())
                .expectNextCount(1)
                .expectNoEvent(Duration.ofMillis(200))
                .then(() -> budget.release(ALL_BUT_A_LITTLE))
                .assertNext(frame -> assertThat(new String(frame.array(), StandardCharsets.UTF_8))
                        .contains("ContinuationSequenceNumber"))
                .thenCancel()
                .verify(PATIENCE);

        assertThat(budget.used()).isZero();
    }

    @Test
    void whoGoesAwayWhileWaitingHoldsNothing() {
        budget.tryReserve(ALL_BUT_A_LITTLE);

        StepVerifier.create(frames())
                .expectNextCount(1)
                .expectNoEvent(Duration.ofMillis(100))
                .thenCancel()
                .verify(PATIENCE);
        budget.release(ALL_BUT_A_LITTLE);

        assertThat(budget.used()).isZero();
    }
}
