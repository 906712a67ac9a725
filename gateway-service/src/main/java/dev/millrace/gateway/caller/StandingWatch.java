package dev.millrace.gateway.caller;

import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Ends what stays open once its caller would no longer be let in. Looking every two seconds, at what changes are known of within one,
 * ends it within five; each look is some look-ups in memory.
 */
public final class StandingWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Scheduler timer;

    public StandingWatch(Scheduler timer) {
        this.timer = timer;
    }

    /** Fails once what the caller was let in by does so no longer; never completes. */
    public Mono<Void> lost(Requester caller) {
        return repeatedly(() -> Mono.fromRunnable(caller.standing()::require));
    }

    /**
     * The same with a further question, which may take its time without holding up the first.
     *
     * @param mayGoOn fails if not
     */
    public Mono<Void> lost(Requester caller, Supplier<Mono<Void>> mayGoOn) {
        return Mono.when(lost(caller), repeatedly(mayGoOn));
    }

    private Mono<Void> repeatedly(Supplier<Mono<Void>> question) {
        return Flux.interval(INTERVAL, timer)
                .onBackpressureDrop()
                .concatMap(tick -> Mono.defer(question), 1)
                .then();
    }
}
