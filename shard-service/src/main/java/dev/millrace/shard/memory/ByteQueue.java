package dev.millrace.shard.memory;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A bound on bytes for which takers wait, in the order in which they came. What is larger than the bound goes alone. Thread-safe,
 * and without a lock; what waits is for others to bound.
 */
public final class ByteQueue {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();
    private final Queue<Taker> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger serving = new AtomicInteger();

    /** @param limitBytes at least 1 */
    public ByteQueue(long limitBytes) {
        this.limit = limitBytes;
    }

    private record Taker(long bytes, Runnable task) {}

    /** Takes bytes if nobody waits and they fit; they are given back with {@link #give}. */
    public boolean tryTake(long bytes) {
        return waiting.isEmpty() && fits(bytes);
    }

    /** Takes bytes as soon as that can be, and then runs the task, here or on the thread of whoever gives some back. */
    public void take(long bytes, Runnable task) {
        waiting.add(new Taker(bytes, task));
        serve();
    }

    /** Runs a task with bytes taken, in turn, and gives them back when its stage has completed. */
    public <T> CompletionStage<T> during(long bytes, Supplier<CompletionStage<T>> task) {
        if (tryTake(bytes)) {
            return counted(bytes, task);
        }
        CompletableFuture<Void> permit = new CompletableFuture<>();
        take(bytes, () -> permit.complete(null));
        return permit.thenCompose(taken -> counted(bytes, task));
    }

    private <T> CompletionStage<T> counted(long bytes, Supplier<CompletionStage<T>> task) {
        CompletionStage<T> stage;
        try {
            stage = task.get();
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedFuture(e);
        }
        return stage.whenComplete((done, failure) -> give(bytes));
    }

    /** Takes other bytes in place of those that were taken, at once, though they may be more. */
    public void exchange(long taken, long others) {
        give(taken - others);
    }

    public void give(long bytes) {
        taken.addAndGet(-bytes);
        if (!waiting.isEmpty()) {
            serve();
        }
    }

    /** One thread at a time: who comes meanwhile leaves a mark, for which that one looks again. */
    private void serve() {
        if (serving.getAndIncrement() > 0) {
            return;
        }
        int marks = 1;
        do {
            for (Taker next = waiting.peek(); next != null && fits(next.bytes); next = waiting.peek()) {
                waiting.remove();
                next.task.run();
            }
            marks = serving.addAndGet(-marks);
        } while (marks > 0);
    }

    private boolean fits(long bytes) {
        long before = taken.get();
        while (before == 0 || before + bytes <= limit) {
            if (taken.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    public long limit() {
        return limit;
    }

    /** The bytes that are taken now. */
    public long current() {
        return taken.get();
    }
}
