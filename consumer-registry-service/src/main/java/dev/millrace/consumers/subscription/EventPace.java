package dev.millrace.consumers.subscription;

import dev.millrace.internal.shard.v1.SubscriptionEvent;
import dev.millrace.stream.Permits;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * How fast and how slowly the events of one subscription come. Bytes refill at a steady rate, up to one second's worth; an event
 * larger than what there is goes all the same and leaves a debt, for which the next one waits. An event without records comes
 * between events that are too far apart, so that clients see that the subscription is alive and their position moves on. There is one
 * timer for that, set to when the next one could be due.
 */
final class EventPace {
    private static final SubscriptionEvent BEAT = SubscriptionEvent.getDefaultInstance();

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final @Nullable Permits bytes;
    private volatile long lastNanos;
    private @Nullable Position last;

    /** Of the last event; not the event itself, whose records would be kept for as long as the subscription is quiet. */
    private record Position(long nextIndex, long millisBehind, boolean endOfShard) {}

    private EventPace(Duration interval, OptionalLong bytesPerSecond, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong();
        this.bytes = bytesPerSecond.isPresent() ? Permits.perSecond(bytesPerSecond.getAsLong(), lastNanos) : null;
    }

    /**
     * The events of a subscription at that pace.
     *
     * @param interval the longest between two of them
     * @param bytesPerSecond of data and partition keys; empty for no bound
     */
    static Flux<SubscriptionEvent> keep(
            Flux<SubscriptionEvent> events, Duration interval, OptionalLong bytesPerSecond, LongSupplier nanoTime) {
        return Flux.defer(() -> {
            EventPace pace = new EventPace(interval, bytesPerSecond, nanoTime);
            return pace.merge(pace.bytes == null ? events : pace.slowed(events, pace.bytes));
        });
    }

    /** One event at a time, so the permits are used by one thread at a time. */
    private Flux<SubscriptionEvent> slowed(Flux<SubscriptionEvent> events, Permits permits) {
        return events.concatMap(
                event -> {
                    Duration wait = permits.debt(nanoTime.getAsLong());
                    permits.take(event.getPayloadBytes());
                    return wait.isZero() ? Mono.just(event) : Mono.delay(wait).thenReturn(event);
                },
                0);
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
