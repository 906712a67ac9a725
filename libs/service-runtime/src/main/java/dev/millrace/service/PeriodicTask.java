package dev.millrace.service;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Something that a service does again and again while it is up. One run at a time: the times that a long one misses are left
 * out. A run that fails, in whatever way, is not the last; the first of several failures in a row is logged.
 */
public final class PeriodicTask implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);

    private final String name;
    private final Duration delay;
    private final Duration interval;
    private final Supplier<Mono<Void>> run;
    private volatile @Nullable Disposable running;
    private boolean failing;

    /**
     * @param name for the log, as in "{name} failed"
     * @param delay from the start to the first run
     * @param interval from the begin of one run to that of the next
     */
    public PeriodicTask(String name, Duration delay, Duration interval, Supplier<Mono<Void>> run) {
        this.name = name;
        this.delay = delay;
        this.interval = interval;
        this.run = run;
    }

    /** The same, with the first run after an interval. */
    public PeriodicTask(String name, Duration interval, Supplier<Mono<Void>> run) {
        this(name, interval, interval, run);
    }

    @Override
    public void start() {
        running = Flux.interval(delay, interval)
                .onBackpressureDrop()
                .concatMap(tick -> runOnce(), 1)
                .subscribe();
    }

    private Mono<Void> runOnce() {
        return Mono.defer(run).doOnSuccess(done -> failing = false).onErrorResume(failure -> {
            if (!failing) {
                log.warn("{} failed, and is tried again: {}", name, failure.toString());
            }
            failing = true;
            return Mono.empty();
        });
    }

    @Override
    public void stop() {
        Disposable last = running;
        if (last != null) {
            last.dispose();
        }
        running = null;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
