package dev.millrace.metadata.reshard;

import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.metadata.stream.plan.CutOver;
import dev.millrace.metadata.stream.plan.ReshardPlan;
import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Carries plans through, round by round:
 *
 * <pre>
 *   plan in the stream's row ──▶ wait for the end of the second ──▶ seal all parents ──▶ one change of the row:
 *                                                                   parents closed, children open, next plan or ACTIVE
 * </pre>
 *
 * Nothing is remembered but the plan. An instance that begins a round again finds sealed what was sealed, and a plan that has moved
 * on is left alone, so any number of instances may drive one plan.
 */
final class ReshardDriver {
    private static final Logger log = LoggerFactory.getLogger(ReshardDriver.class);
    private static final int SEALED_AT_ONCE = 64;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** Longer than owners take to be replaced. A round that has not ended by then is begun again by the instance that finds it overdue. */
    private static final Duration ROUND_TIMEOUT = Duration.ofSeconds(60);

    private final StreamCatalog catalog;
    private final ReshardRules rules;
    private final ShardSeals seals;
    private final Clock clock;
    private final Set<Round> driven = ConcurrentHashMap.newKeySet();

    ReshardDriver(StreamCatalog catalog, ReshardRules rules, ShardSeals seals, Clock clock) {
        this.catalog = catalog;
        this.rules = rules;
        this.seals = seals;
        this.clock = clock;
    }

    private record Round(StreamId stream, ReshardPlan plan) {}

    /** Drives the stream's plan if it has one, in the background; it may be driven already. */
    void drive(CatalogEntry entry) {
        entry.reshard().ifPresent(plan -> {
            Round round = new Round(entry.stream().id(), plan);
            if (driven.add(round)) {
                carryOut(entry.stream(), plan)
                        .timeout(ROUND_TIMEOUT)
                        .doFinally(signal -> driven.remove(round))
                        .subscribe(
                                this::drive,
                                failure -> log.warn(
                                        "A reshard of stream {} is tried again later: {}",
                                        entry.stream().id(),
                                        failure.toString()));
            }
        });
    }

    /** The stream with the plan that follows, or with none; empty when somebody else was faster. */
    private Mono<CatalogEntry> carryOut(StreamDescription stream, ReshardPlan plan) {
        return Mono.delay(untilSealing(stream, plan))
                .thenMany(Flux.fromIterable(plan.parents()))
                .flatMap(parent -> persistently(() -> seals.seal(new ShardKey(stream.id(), parent))), SEALED_AT_ONCE)
                .reduce((one, other) -> one.isAfter(other) ? one : other)
                .flatMap(lastArrival ->
                        persistently(() -> catalog.amend(stream.name(), rules.cutOver(plan, lastArrival))))
                .doOnNext(after -> log.info(
                        "Stream {} has {} open shards",
                        stream.id(),
                        after.stream().shards().openCount()));
    }

    private Duration untilSealing(StreamDescription stream, ReshardPlan plan) {
        Instant now = clock.instant();
        Duration wait = Duration.between(now, CutOver.sealAt(stream.shards(), plan, now));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static <T> Mono<T> persistently(Supplier<Mono<T>> step) {
        return Mono.defer(step)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .jitter(0));
    }
}
