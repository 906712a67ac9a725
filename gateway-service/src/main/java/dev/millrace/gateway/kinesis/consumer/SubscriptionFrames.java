package dev.millrace.gateway.kinesis.consumer;

import dev.millrace.gateway.call.Failures;
import dev.millrace.gateway.front.request.ReceivedRequest;
import dev.millrace.gateway.front.transfer.BudgetUse;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.protocol.error.RequestErrors;
import dev.millrace.protocol.message.EventFrame;
import dev.millrace.protocol.message.SubscribeToShardEvent;
import dev.millrace.protocol.wire.WireFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** The events of a subscription as frames: a first one that says it stands, and one for an error that ends it. */
public final class SubscriptionFrames {
    /** A larger event takes milliseconds to write, for which the connections of an event loop would wait. */
    private static final int LARGE_EVENT = 512 * 1024;

    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(50);
    private static final int MOST_LOOKS = 200;

    private final SharedBudget budget;

    /** @param budget for records on their way to clients, all together */
    public SubscriptionFrames(SharedBudget budget) {
        this.budget = budget;
    }

    /** @param asked by whom the frames are held until they are taken */
    public Flux<ByteBuffer> of(SubscriptionResponse subscription, WireFormat format, ReceivedRequest asked) {
        return Flux.defer(() -> {
            Reservation held = new Reservation(asked.answerLease(budget));
            Flux<ByteBuffer> events = subscription.events().concatMap(event -> frame(event, format, held), 0);
            return Flux.concat(Mono.just(ByteBuffer.wrap(EventFrame.initialResponse(format))), events)
                    .onErrorResume(failure ->
                            Mono.just(ByteBuffer.wrap(EventFrame.exception(Failures.toError(failure), format))))
                    .doFinally(signal -> held.release());
        });
    }

    private Mono<ByteBuffer> frame(SubscribeToShardEvent event, WireFormat format, Reservation held) {
        int bytes = event.sizeHint(format);
        Mono<ByteBuffer> frame = Mono.fromSupplier(() -> ByteBuffer.wrap(EventFrame.event(event, format)));
        Mono<ByteBuffer> written = bytes < LARGE_EVENT ? frame : frame.subscribeOn(Schedulers.parallel());
        return held.replace(bytes) ? written : room(bytes, held).then(written);
    }

    /** Clients that read too slowly have taken all the room. If they keep it, this one may come back and go on where it was. */
    private static Mono<Void> room(int bytes, Reservation held) {
        return Mono.<Void>defer(() -> held.replace(bytes) ? Mono.empty() : Mono.error(RequestErrors::internalFailure))
                .retryWhen(Retry.fixedDelay(MOST_LOOKS, LOOK_FOR_ROOM)
                        .onRetryExhaustedThrow((looks, last) -> last.failure()));
    }

    /** The room of the frame that is being sent: its successor is asked for when it is gone. */
    private static final class Reservation {
        private final BudgetUse lease;
        private boolean released;

        Reservation(BudgetUse lease) {
            this.lease = lease;
        }

        synchronized boolean replace(int next) {
            lease.release();
            return !released && lease.grow(next);
        }

        synchronized void release() {
            lease.release();
            released = true;
        }
    }
}
