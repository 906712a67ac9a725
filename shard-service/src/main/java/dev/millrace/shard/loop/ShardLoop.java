package dev.millrace.shard.loop;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Runs tasks one after another, never two at once. A shard's state is touched on its loop only, so it needs no locks.
 * Tasks must not block.
 */
public interface ShardLoop extends Executor {
    /** Runs a task on this loop after a delay. */
    void schedule(Duration delay, Runnable task);
}
