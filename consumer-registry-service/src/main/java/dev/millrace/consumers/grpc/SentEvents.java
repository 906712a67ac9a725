package dev.millrace.consumers.grpc;

import dev.millrace.consumers.consumer.ConsumerKey;
import dev.millrace.consumers.subscription.EventMemory;
import dev.millrace.consumers.subscription.HeldEvents;
import dev.millrace.internal.rpc.EventStreamAnswer;
import dev.millrace.internal.shard.v1.SubscriptionEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The events of one call: counted until gRPC has written them, as far as it tells. Thread-safe. */
final class SentEvents<A> implements EventStreamAnswer.Sent<A> {
    private final EventMemory memory;
    private final Function<A, SubscriptionEvent> event;
    private @Nullable HeldEvents held;
    private long unwritten;
    private boolean ended;

    /** @param event what of an answer is counted */
    SentEvents(EventMemory memory, Function<A, SubscriptionEvent> event) {
        this.memory = memory;
        this.event = event;
    }

    /** What the call holds, from its first request on, which names the consumer. */
    synchronized HeldEvents heldFor(ConsumerKey consumer) {
        HeldEvents all = new HeldEvents(memory, consumer);
        held = all;
        if (ended) {
            all.close();
        }
        return all;
    }

    @Override
    public synchronized void begin(A answer) {
        unwritten += HeldEvents.bytesOf(event.apply(answer));
    }

    @Override
    public void written() {
        HeldEvents all;
        long bytes;
        synchronized (this) {
            all = held;
            bytes = unwritten;
            unwritten = 0;
        }
        if (all != null) {
            all.give(bytes);
        }
    }

    @Override
    public void end() {
        HeldEvents all;
        synchronized (this) {
            ended = true;
            all = held;
        }
        if (all != null) {
            all.close();
        }
    }
}
