package dev.millrace.shard.grpc;

import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.AppendOutcomes;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the outcomes of one gateway's appends: all that gather before a message is sent share it. Bounded by what the
 * gateway may have outstanding. Thread-safe.
 */
final class OutcomeSender {
    private final ServerCallStreamObserver<AppendOutcomes> call;
    private final Queue<AppendOutcome> gathered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    private volatile @Nullable Runnable end;
    /** Touched by one flush at a time. */
    private boolean ended;

    OutcomeSender(ServerCallStreamObserver<AppendOutcomes> call) {
        this.call = call;
        // Without one a message to a gateway that has just gone is an exception.
        call.setOnCancelHandler(() -> {});
    }

    /** @param loop where the outcome became known: a whole block's outcomes become known in one of its tasks */
    void send(AppendOutcome outcome, Executor loop) {
        gathered.add(outcome);
        if (pending.getAndIncrement() == 0) {
            loop.execute(this::flush);
        }
    }

    /** Ends the call. What becomes known later is for nobody. */
    void complete() {
        end(call::onCompleted);
    }

    /** Likewise, with what is wrong. */
    void fail(Throwable failure) {
        end(() -> call.onError(failure));
    }

    private void end(Runnable last) {
        end = last;
        if (pending.getAndIncrement() == 0) {
            flush();
        }
    }

    private void flush() {
        int seen = pending.get();
        do {
            AppendOutcomes.Builder message = AppendOutcomes.newBuilder();
            for (AppendOutcome outcome = gathered.poll(); outcome != null; outcome = gathered.poll()) {
                message.addOutcomes(outcome);
            }
            if (message.getOutcomesCount() > 0 && !ended && !call.isCancelled()) {
                call.onNext(message.build());
            }
            Runnable last = end;
            if (last != null && !ended) {
                ended = true;
                last.run();
            }
            seen = pending.addAndGet(-seen);
        } while (seen != 0);
    }
}
