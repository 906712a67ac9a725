package dev.millrace.shard.lifecycle;

import dev.millrace.shard.simulation.World;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reactor's threads as events of a world, the one that the calling thread runs. So what the metadata service does in pipelines
 * happens in virtual time, and a seed decides its order.
 */
final class WorldThreads implements Scheduler, BeforeAllCallback, AfterAllCallback {
    private static final ThreadLocal<@Nullable World> CURRENT = new ThreadLocal<>();

    /** Runs a task with the world's threads in place of Reactor's. */
    static void in(World world, Runnable task) {
        CURRENT.set(world);
        try {
            task.run();
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        Schedulers.setFactory(new Schedulers.Factory() {
            @Override
            public Scheduler newParallel(int parallelism, ThreadFactory threads) {
                return WorldThreads.this;
            }

            @Override
            public Scheduler newBoundedElastic(int threads, int queued, ThreadFactory factory, int ttlSeconds) {
                return WorldThreads.this;
            }

            @Override
            public Scheduler newSingle(ThreadFactory threads) {
                return WorldThreads.this;
            }
        });
    }

    @Override
    public void afterAll(ExtensionContext test) {
        Schedulers.resetFactory();
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(world().now(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable task) {
        return schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        World world = world();
        return world.cancellable(world.now() + Math.max(0, unit.toNanos(delay)), task)::run;
    }

    @Override
    public Worker createWorker() {
        return new WorldWorker();
    }

    private static World world() {
        World world = CURRENT.get();
        if (world == null) {
            throw new IllegalStateException("a pipeline goes on outside of a simulated run");
        }
        return world;
    }

    private final class WorldWorker implements Worker {
        private final Disposable.Composite tasks = Disposables.composite();

        @Override
        public Disposable schedule(Runnable task) {
            return schedule(task, 0, TimeUnit.NANOSECONDS);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return WorldThreads.this.schedule(
                    () -> {
                        if (!tasks.isDisposed()) {
                            task.run();
                        }
                    },
                    delay,
                    unit);
        }

        @Override
        public void dispose() {
            tasks.dispose();
        }

        @Override
        public boolean isDisposed() {
            return tasks.isDisposed();
        }
    }
}
