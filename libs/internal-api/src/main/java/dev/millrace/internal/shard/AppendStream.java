package dev.millrace.internal.shard;

import dev.millrace.internal.shard.v1.AppendBatch;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.AppendOutcomes;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.internal.shard.v1.ShardLogGrpc.ShardLogStub;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All appends of this process to one owner, over one bidirectional call.
 *
 * <pre>
 *   submit (any thread) ──► waiting ──► drain (event loop) ──► one AppendBatch ──► pending ──► outcome
 * </pre>
 *
 * A call costs far more than an append, so appends share one: whatever has been submitted by the time the event loop
 * comes round goes out together. There is no timer, so an append of an idle process waits for nothing.
 *
 * <p>When the call breaks, what was sent is {@link Refusal#UNKNOWN_OUTCOME} and what was not is
 * {@link Refusal#UNAVAILABLE}, which is safe to send elsewhere. An owner that has fallen silent is sent nothing more, so that only
 * what it was sent before has to wait for it: the rest is UNAVAILABLE, and finds the next owner as soon as there is one.
 */
final class AppendStream implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AppendStream.class);

    /** Where a batch is cut, well below what a message may hold; a single append may be larger. */
    private static final int BATCH_BYTES = 1024 * 1024;

    private static final long SWEEP_MILLIS = 250;

    /** After so long without any answer an owner may be paused, and its lease another's. */
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ShardLogStub calls;
    private final EventLoop loop;
    private final long maxBytes;
    private final AtomicLong heldBytes = new AtomicLong();
    private final Queue<ShardAppend> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();

    // Below: touched on the event loop only.
    private final Map<Long, ShardAppend> pending = new HashMap<>();
    private long lastId;
    private boolean closed;
    private @Nullable Call call;
    private @Nullable ScheduledFuture<?> sweep;
    /** Since when there is something to answer, and nothing was. */
    private long silentSinceNanos;

    /** @param maxBytes the records that may be held here at a time; beyond it appends are OVERLOADED */
    AppendStream(ShardLogStub calls, EventLoop loop, long maxBytes) {
        this.calls = calls;
        this.loop = loop;
        this.maxBytes = maxBytes;
    }

    /** Takes an append over; its outcome comes on any thread. */
    void submit(ShardAppend append) {
        if (heldBytes.addAndGet(append.bytes()) > maxBytes) {
            refuse(append, Refusal.OVERLOADED);
            return;
        }
        waiting.add(append);
        if (drainScheduled.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    private void drain() {
        drainScheduled.set(false);
        if (closed) {
            refuseWaiting();
            return;
        }
        if (call == null && !waiting.isEmpty()) {
            connect();
        }
        long now = System.nanoTime();
        if (sweep == null) {
            silentSinceNanos = now;
        } else if (isSilent(now)) {
            refuseWaiting();
            return;
        }
        Call current = call;
        while (current != null && current == call && current.isReady() && !waiting.isEmpty()) {
            current.send(nextBatch(now));
        }
        if (sweep == null && !(waiting.isEmpty() && pending.isEmpty())) {
            sweep = loop.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isSilent(long now) {
        return now - silentSinceNanos > STALLED_NANOS;
    }

    private AppendBatch nextBatch(long now) {
        if (pending.isEmpty()) {
            silentSinceNanos = now;
        }
        AppendBatch.Builder batch = AppendBatch.newBuilder();
        int bytes = 0;
        ShardAppend next = waiting.peek();
        while (next != null && (bytes == 0 || bytes + next.bytes() <= BATCH_BYTES)) {
            waiting.remove();
            long id = ++lastId;
            pending.put(id, next);
            batch.addAppends(next.send(id, now));
            bytes += next.bytes();
            next = waiting.peek();
        }
        return batch.build();
    }

    private void connect() {
        Call opened = new Call();
        call = opened;
        calls.append(opened);
    }

    private void take(AppendOutcomes outcomes) {
        silentSinceNanos = System.nanoTime();
        for (AppendOutcome outcome : outcomes.getOutcomesList()) {
            ShardAppend append = pending.remove(outcome.getId());
            if (append != null) {
                heldBytes.addAndGet(-append.bytes());
                append.take(outcome);
            }
        }
    }

    private void ended(Call over) {
        if (call != over) {
            return;
        }
        call = null;
        List<ShardAppend> sent = new ArrayList<>(pending.values());
        pending.clear();
        sent.forEach(append -> refuse(append, Refusal.UNKNOWN_OUTCOME));
        refuseWaiting();
    }

    private void refuseWaiting() {
        for (ShardAppend next = waiting.poll(); next != null; next = waiting.poll()) {
            refuse(next, Refusal.UNAVAILABLE);
        }
    }

    private void refuse(ShardAppend append, Refusal refusal) {
        heldBytes.addAndGet(-append.bytes());
        append.refuse(refusal);
    }

    /** Nobody waits for ever: not for an owner that takes a batch and never answers, nor for one that takes none. */
    private void sweep() {
        long now = System.nanoTime();
        List<ShardAppend> overdue = new ArrayList<>();
        for (Iterator<ShardAppend> each = pending.values().iterator(); each.hasNext(); ) {
            ShardAppend append = each.next();
            if (append.isOverdue(now)) {
                each.remove();
                overdue.add(append);
            } else {
                append.reportIfStalled(now, STALLED_NANOS);
            }
        }
        overdue.forEach(append -> refuse(append, Refusal.UNKNOWN_OUTCOME));
        if (isSilent(now)) {
            refuseWaiting();
        }
        for (ShardAppend next = waiting.peek(); next != null && next.isOverdue(now); next = waiting.peek()) {
            waiting.remove();
            refuse(next, Refusal.UNAVAILABLE);
        }
        if (waiting.isEmpty() && pending.isEmpty() && sweep != null) {
            sweep.cancel(false);
            sweep = null;
        }
    }

    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            Call last = call;
            if (last != null) {
                last.end();
            }
            drain();
        });
    }

    private void onLoop(Runnable step) {
        if (loop.inEventLoop()) {
            step.run();
        } else {
            loop.execute(step);
        }
    }

    /** One life of the bidirectional call. */
    private final class Call implements ClientResponseObserver<AppendBatch, AppendOutcomes> {
        private @Nullable ClientCallStreamObserver<AppendBatch> requests;

        @Override
        public void beforeStart(ClientCallStreamObserver<AppendBatch> started) {
            requests = started;
            started.setOnReadyHandler(() -> onLoop(AppendStream.this::drain));
        }

        boolean isReady() {
            return requests != null && requests.isReady();
        }

        void send(AppendBatch batch) {
            if (requests != null) {
                requests.onNext(batch);
            }
        }

        void end() {
            if (requests != null) {
                requests.onCompleted();
            }
        }

        @Override
        public void onNext(AppendOutcomes outcomes) {
            onLoop(() -> take(outcomes));
        }

        @Override
        public void onError(Throwable failure) {
            log.debug("The call that carries appends broke: {}", failure.getMessage());
            onLoop(() -> ended(this));
        }

        @Override
        public void onCompleted() {
            onLoop(() -> ended(this));
        }
    }
}
