package dev.millrace.metadata.scaling;

import dev.millrace.metadata.reshard.Resharding;
import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.metadata.stream.UpdatedStream;
import dev.millrace.metadata.stream.plan.ReshardStep;
import dev.millrace.metadata.stream.plan.ScalingPolicy;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at what is written to the streams that scale by themselves, and begins the reshards that it asks for. Every instance
 * does so: what two of them decide at a time is one plan, since a stream takes only one.
 */
public final class AutomaticScaling {
    private static final Logger log = LoggerFactory.getLogger(AutomaticScaling.class);

    private final StreamCatalog catalog;
    private final WriteRateStore rates;
    private final Resharding resharding;
    private final OnDemandCapacity onDemand;
    private final Clock clock;
    private final Map<StreamId, PolicyWatch> watches = new ConcurrentHashMap<>();
    private final PendingLooks looks = new PendingLooks();

    public AutomaticScaling(
            StreamCatalog catalog, WriteRateStore rates, Resharding resharding, ScalingSettings settings, Clock clock) {
        this.catalog = catalog;
        this.rates = rates;
        this.resharding = resharding;
        this.onDemand = settings.onDemandCapacity();
        this.clock = clock;
    }

    /** A stream is written to; if it scales by itself, it is looked at the next time. */
    public void written(StreamId stream) {
        looks.written(stream);
    }

    /** Looks at the streams that there is a reason for; what fails for one does not keep it from the others. */
    public Mono<Void> lookAtAll() {
        List<CatalogEntry> scaled = catalog.known(AutomaticScaling::scalesItself);
        Set<StreamId> ids = scaled.stream().map(entry -> entry.stream().id()).collect(Collectors.toSet());
        watches.keySet().retainAll(ids);
        looks.retain(ids);
        return Flux.fromIterable(scaled)
                .filter(this::isDue)
                .concatMap(entry -> lookAt(entry).onErrorResume(failure -> {
                    log.info("Stream {} is not scaled now: {}", entry.stream().id(), failure.toString());
                    return Mono.empty();
                }))
                .then();
    }

    private static boolean scalesItself(CatalogEntry entry) {
        return entry.stream().status() == StreamStatus.ACTIVE
                && (entry.stream().mode() == StreamMode.ON_DEMAND
                        || entry.scalingPolicy().isPresent());
    }

    /** Policies also shrink streams, for which they have to be idle for a time: they are looked at every time. */
    private boolean isDue(CatalogEntry entry) {
        return entry.stream().mode() != StreamMode.ON_DEMAND
                || looks.isDue(entry.stream().id(), entry.stream().version());
    }

    private Mono<UpdatedStream> lookAt(CatalogEntry entry) {
        StreamDescription stream = entry.stream();
        looks.begin(stream.id());
        return rates.rates(stream.id())
                .flatMap(ofShards -> {
                    WriteRate rate = total(stream.shards(), ofShards);
                    return stream.mode() == StreamMode.ON_DEMAND
                            ? growOnDemand(stream, ofShards, rate)
                            : entry.scalingPolicy()
                                    .map(policy -> followPolicy(stream, policy, rate))
                                    .orElse(Mono.empty());
                })
                .doOnSuccess(updated -> looks.done(stream.id(), stream.version()));
    }

    /** Closed shards are left out: what they were written is written to their children now. */
    private static WriteRate total(ShardMap shards, Map<Integer, WriteRate> ofShards) {
        return shards.open().stream()
                .map(shard -> ofShards.getOrDefault(shard.index(), WriteRate.NONE))
                .reduce(WriteRate.NONE, WriteRate::plus);
    }

    private Mono<UpdatedStream> growOnDemand(
            StreamDescription stream, Map<Integer, WriteRate> ofShards, WriteRate rate) {
        return rates.raisePeak(stream.id(), clock.instant(), rate)
                .then(rates.peak(stream.id()))
                .flatMap(peak -> {
                    List<ReshardStep> splits =
                            onDemand.splits(stream.shards().open(), ofShards, peak, stream.warmMibps());
                    return splits.isEmpty() ? Mono.empty() : resharding.split(stream.name(), splits);
                });
    }

    private Mono<UpdatedStream> followPolicy(StreamDescription stream, ScalingPolicy policy, WriteRate rate) {
        PolicyWatch watch = watches.computeIfAbsent(stream.id(), id -> new PolicyWatch());
        Instant reshardedAt = stream.shards().all().stream()
                .map(Shard::createdAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        var target = watch.observe(policy, stream.shards().openCount(), rate, reshardedAt, clock.instant());
        return target.isPresent() ? resharding.scale(stream.name(), target.getAsInt()) : Mono.empty();
    }
}
