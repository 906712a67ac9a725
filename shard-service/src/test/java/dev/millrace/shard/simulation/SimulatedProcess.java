package dev.millrace.shard.simulation;

import dev.millrace.shard.loop.ShardLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One life of a node's process: it may be paused, which its threads do not notice, and it may be killed. */
public final class SimulatedProcess {
    private final World world;
    private final String name;
    private final double clockRate;
    private final List<Loop> loops = new ArrayList<>();
    private boolean paused;
    private boolean dead;

    public SimulatedProcess(World world, String name, double clockRate) {
        this.world = world;
        this.name = name;
        this.clockRate = clockRate;
    }

    public String name() {
        return name;
    }

    boolean isDead() {
        return dead;
    }

    boolean isPaused() {
        return paused;
    }

    public Loop newLoop() {
        Loop loop = new Loop();
        loops.add(loop);
        return loop;
    }

    /** SIGSTOP: nothing runs any more, time goes on, and what arrives waits. */
    void pause() {
        paused = true;
    }

    /** SIGCONT: each loop goes on with what has waited, in its order; the loops among each other in any. */
    void resume() {
        paused = false;
        loops.forEach(Loop::catchUp);
    }

    void kill() {
        dead = true;
        loops.forEach(loop -> loop.tasks.clear());
    }

    /** One thread of the process. */
    public final class Loop implements ShardLoop {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private int missedTurns;

        private Loop() {}

        @Override
        public void execute(Runnable task) {
            if (!dead) {
                tasks.add(task);
                world.after(world.random().nextLong(20_000), this::turn);
            }
        }

        private void turn() {
            if (dead) {
                return;
            }
            if (paused) {
                missedTurns++;
            } else {
                tasks.remove().run();
            }
        }

        private void catchUp() {
            long start = world.between(0, 2);
            for (; missedTurns > 0; missedTurns--) {
                world.after(start + world.random().nextLong(20_000), this::turn);
            }
        }

        @Override
        public void schedule(Duration delay, Runnable task) {
            world.after((long) (delay.toNanos() / clockRate), () -> execute(task));
        }
    }
}
