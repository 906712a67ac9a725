package dev.millrace.shard.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The way of one process to the store: requests and answers take their time, are lost, or come very late, and the caller
 * hears of a timeout meanwhile.
 */
public final class StoreLink {
    private static final long CALL_TIMEOUT = 250 * World.MILLI;
    private static final StoreTimeout TIMEOUT = new StoreTimeout();

    private final World world;
    private final Weather weather;
    private final SimulatedProcess process;
    private final SimulatedProcess.Loop driver;
    private final SimulatedProcess.Loop timer;
    private long cutUntil;
    private long changesFailUntil;

    public StoreLink(World world, Weather weather, SimulatedProcess process) {
        this.world = world;
        this.weather = weather;
        this.process = process;
        this.driver = process.newLoop();
        this.timer = process.newLoop();
    }

    /** An outcome that is open, and has no stack trace: there are many. */
    static final class StoreTimeout extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreTimeout() {
            super("the store did not answer", null, false, false);
        }
    }

    /** Nothing passes until then. */
    public void cut(long nanos) {
        cutUntil = world.now() + nanos;
    }

    /** No compare-and-set comes through until then, though everything else does. */
    void failChanges(long nanos) {
        changesFailUntil = world.now() + nanos;
    }

    public void restore() {
        cutUntil = 0;
        changesFailUntil = 0;
    }

    <T> Call<T> call() {
        return new Call<>();
    }

    /** Applies an effect at one instant, if the request arrives. */
    public <T> CompletionStage<T> once(Supplier<T> effect) {
        Call<T> call = call();
        if (world.now() >= changesFailUntil) {
            call.send(() -> call.answer(effect.get()));
        }
        return call.stage();
    }

    /** One request of the process. After a pause its answer and its timeout may be noticed in either order. */
    final class Call<T> {
        private final CompletableFuture<T> answer = new CompletableFuture<>();

        private Call() {
            world.after(CALL_TIMEOUT, () -> {
                if (!answer.isDone()) {
                    timer.execute(() -> answer.completeExceptionally(TIMEOUT));
                }
            });
        }

        /** Lets something happen at the store, soon, late, or never. */
        void send(Runnable arrival) {
            boolean cut = world.now() < cutUntil;
            if (weather.loses() || cut && world.chance(0.5)) {
                return;
            }
            long delay = weather.delay();
            world.at(cut ? cutUntil + delay : world.now() + delay, arrival);
        }

        /** Brings the answer back, unless it gets lost. */
        void answer(T value) {
            if (!weather.loses() && !process.isDead()) {
                long arrival = Math.max(world.now(), cutUntil) + weather.answerDelay();
                world.at(arrival, () -> driver.execute(() -> answer.complete(value)));
            }
        }

        CompletionStage<T> stage() {
            return answer;
        }
    }
}
