package dev.millrace.shard.lifecycle;

import dev.millrace.shard.simulation.World;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The timers of gRPC, such as those of deadlines, in the world's time. */
final class WorldTimers extends AbstractExecutorService implements ScheduledExecutorService {
    private final World world;

    WorldTimers(World world) {
        this.world = world;
    }

    @Override
    public void execute(Runnable task) {
        world.after(0, task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    task.run();
                    return null;
                },
                delay,
                unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        long at = world.now() + Math.max(0, unit.toNanos(delay));
        Timer<V> timer = new Timer<>(task, at);
        timer.unschedule = world.cancellable(at, timer);
        return timer;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        throw new IllegalStateException("nobody asks for this");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        throw new IllegalStateException("nobody asks for this");
    }

    @Override
    public void shutdown() {
        // It ends with the world.
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }

    private final class Timer<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long at;
        private Runnable unschedule = () -> {};

        Timer(Callable<V> task, long at) {
            super(task);
            this.at = at;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            unschedule.run();
            return super.cancel(mayInterrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - world.now(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
