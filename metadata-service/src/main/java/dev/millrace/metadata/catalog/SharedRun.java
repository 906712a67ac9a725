package dev.millrace.metadata.catalog;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Work that runs once at a time and whose outcome is shared: whoever asks while it runs waits for the next run, which
 * starts after they asked and so sees whatever had happened by then.
 */
final class SharedRun {
    private final Supplier<Mono<Void>> work;
    private boolean running;
    private Sinks.@Nullable Empty<Void> next;

    SharedRun(Supplier<Mono<Void>> work) {
        this.work = work;
    }

    /** The outcome of a run that starts now or later. */
    Mono<Void> join() {
        return Mono.defer(() -> {
            Sinks.Empty<Void> joined;
            boolean idle;
            synchronized (this) {
                idle = !running;
                running = true;
                joined = next == null ? Sinks.empty() : next;
                next = idle ? null : joined;
            }
            if (idle) {
                run(joined);
            }
            return joined.asMono();
        });
    }

    private void run(Sinks.Empty<Void> outcome) {
        Mono.defer(work)
                .subscribe(
                        nothing -> {},
                        failure -> {
                            startNext();
                            outcome.tryEmitError(failure);
                        },
                        () -> {
                            startNext();
                            outcome.tryEmitEmpty();
                        });
    }

    private void startNext() {
        Sinks.Empty<Void> waiting;
        synchronized (this) {
            waiting = next;
            next = null;
            running = waiting != null;
        }
        if (waiting != null) {
            run(waiting);
        }
    }
}
