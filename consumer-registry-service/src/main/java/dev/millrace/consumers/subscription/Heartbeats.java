package dev.millrace.consumers.subscription;

import dev.millrace.internal.shard.v1.SubscriptionEvent;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Puts an event without records between events that are too far apart, so that clients see that the subscription is alive
 * and their position moves on. There is one timer for a subscription, set to when the next one could be due.
 */
final class Heartbeats {
    private static final SubscriptionEvent BEAT = SubscriptionEvent.getDefaultInstance();

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private volatile long lastNanos;
    private @Nullable Position last;

    /** Of the last event; not the event itself, whose records would be kept for as long as the subscription is quiet. */
    private record Position(long nextIndex, long millisBehind, boolean endOfShard) {}

    private Heartbeats(Duration interval, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong();
    }

    static Flux<SubscriptionEvent> within(Flux<SubscriptionEvent> events, Duration interval, LongSupplier nanoTime) {
        return Flux.defer(() -> new Heartbeats(interval, nanoTime).merge(events));
    }

    private Flux<SubscriptionEvent> merge(Flux<SubscriptionEvent> events) {
        Sinks.Empty<Void> done = Sinks.empty();
        Flux<SubscriptionEvent> beats = Mono.defer(() -> Mono.delay(Duration.ofNanos(untilDue())))
                .repeat()
                .filter(tick -> untilDue() <= 0)
                .map(tick -> {
                    lastNanos = nanoTime.getAsLong();
                    return BEAT;
                })
                .onBackpressureDrop()
                .takeUntilOther(done.asMono());
        return Flux.merge(1, events.doOnTerminate(done::tryEmitEmpty), beats).handle((event, sink) -> {
            Position before = last;
            lastNanos = nanoTime.getAsLong();
            if (event != BEAT) {
                last = new Position(event.getNextIndex(), event.getMillisBehindLatest(), event.getEndOfShard());
                sink.next(event);
            } else if (before != null && !before.endOfShard) {
                // Made only now: a beat that waited behind an event must not take the position back.
                sink.next(SubscriptionEvent.newBuilder()
                        .setNextIndex(before.nextIndex)
                        .setMillisBehindLatest(before.millisBehind)
                        .build());
            }
        });
    }

    private long untilDue() {
        return Math.max(0, lastNanos + intervalNanos - nanoTime.getAsLong());
    }
}
