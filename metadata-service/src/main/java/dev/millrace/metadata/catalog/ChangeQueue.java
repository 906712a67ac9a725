package dev.millrace.metadata.catalog;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets an instance's changes in one after the other. They would all compare with the same revision, so that side by
 * side all but one of them fail and start again; only the other instances' changes are left to compete with.
 *
 * <p>A change that has begun goes on when its caller no longer waits for it.
 */
final class ChangeQueue {
    /** At some milliseconds a change, more than a caller's deadline leaves time for. */
    private static final int MOST_WAITING = 512;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Supplier<? extends RuntimeException> tooMany;
    private boolean busy;

    /** @param tooMany what callers are told when too many wait */
    ChangeQueue(Supplier<? extends RuntimeException> tooMany) {
        this.tooMany = tooMany;
    }

    /** Runs the change when its turn has come. */
    <T> Mono<T> enter(Mono<T> change) {
        return Mono.defer(() -> {
            Sinks.One<T> outcome = Sinks.one();
            Runnable turn = () -> change.subscribe(
                    outcome::tryEmitValue,
                    failure -> leave(() -> outcome.tryEmitError(failure)),
                    () -> leave(outcome::tryEmitEmpty));
            synchronized (this) {
                if (busy) {
                    if (waiting.size() >= MOST_WAITING) {
                        return Mono.error(tooMany);
                    }
                    waiting.add(turn);
                    return outcome.asMono();
                }
                busy = true;
            }
            turn.run();
            return outcome.asMono();
        });
    }

    private void leave(Runnable answer) {
        answer.run();
        @Nullable Runnable next;
        synchronized (this) {
            next = waiting.poll();
            busy = next != null;
        }
        if (next != null) {
            next.run();
        }
    }
}
