package dev.millrace.shard.grpc;

import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.AppendOutcomes;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends the outcomes of one gateway's appends: all that gather before a message is sent share it. Bounded by what the
 * gateway may have outstanding. Thread-safe.
 */
final class OutcomeSender {
    private final ServerCallStreamObserver<AppendOutcomes> call;
    private final Queue<AppendOutcome> gathered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    OutcomeSender(ServerCallStreamObserver<AppendOutcomes> call) {
        this.call = call;
    }

    /** @param loop where the outcome became known: a whole block's outcomes become known in one of its tasks */
    void send(AppendOutcome outcome, Executor loop) {
        gathered.add(outcome);
        if (pending.getAndIncrement() == 0) {
            loop.execute(this::flush);
        }
    }

    private void flush() {
        int seen = pending.get();
        do {
            AppendOutcomes.Builder message = AppendOutcomes.newBuilder();
            for (AppendOutcome outcome = gathered.poll(); outcome != null; outcome = gathered.poll()) {
                message.addOutcomes(outcome);
            }
            if (message.getOutcomesCount() > 0 && !call.isCancelled()) {
                call.onNext(message.build());
            }
            seen = pending.addAndGet(-seen);
        } while (seen != 0);
    }
}
