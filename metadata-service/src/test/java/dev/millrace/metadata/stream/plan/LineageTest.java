package dev.millrace.metadata.stream.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metadata.stream.plan.ReshardStep.Merge;
import dev.millrace.metadata.stream.plan.ReshardStep.Split;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LineageTest {
    /**
     * @param splits or else merges
     * @param pick which of the open shards, in parts of 1
     * @param where in its range, in parts of 1
     * @param afterMillis how long after the one before
     * @param arrivedBefore how long before that the last record came; it may be ahead
     */
    record Change(boolean splits, double pick, double where, long afterMillis, long arrivedBefore) {}

    @Property(tries = 300)
    void whateverIsSplitAndMergedTheShardsOfEveryInstantTileTheSpace(
            @ForAll @IntRange(min = 1, max = 6) int shardCount,
            @ForAll @Size(max = 30) List<@From("changes") Change> changes) {
        ShardMap shards = Shards.uniform(shardCount);
        Instant now = Shards.CREATED;
        List<Instant> instants = new ArrayList<>(List.of(now));
        for (Change change : changes) {
            now = now.plusMillis(change.afterMillis());
            Optional<ReshardStep> step = step(shards, change);
            if (step.isPresent()) {
                ReshardPlan plan = ReshardPlan.once(List.of(step.get()), now);
                Instant at = CutOver.instant(shards, plan, now.minusMillis(change.arrivedBefore()), now);
                shards = CutOver.apply(shards, plan, at);
                instants.addAll(List.of(at.minusMillis(1), at, at.plusMillis(1)));
            }
        }
        for (Instant instant : instants) {
            // Refuses what does not tile the space exactly once.
            assertThat(new ShardMap(openAt(shards, instant)).openCount()).isPositive();
        }
        assertNumbersRise(shards);
    }

    private static Optional<ReshardStep> step(ShardMap shards, Change change) {
        List<Shard> open = shards.open();
        int picked = (int) (change.pick() * open.size());
        Shard shard = open.get(picked);
        if (!change.splits()) {
            return picked + 1 < open.size()
                    ? Optional.of(new Merge(shard.index(), open.get(picked + 1).index()))
                    : Optional.empty();
        }
        BigInteger start = shard.range().start().toBigInteger();
        BigInteger width = shard.range().end().toBigInteger().subtract(start);
        long part = (long) (change.where() * 1_000_000);
        BigInteger at = start.add(width.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(1_000_000)));
        return at.equals(start) ? Optional.empty() : Optional.of(new Split(shard.index(), HashKey.of(at)));
    }

    /** As they were at that time, when those that have closed since were still open. */
    private static List<Shard> openAt(ShardMap shards, Instant instant) {
        return shards.all().stream()
                .filter(shard -> !shard.createdAt().isAfter(instant))
                .filter(shard ->
                        shard.closedAt().filter(at -> !at.isAfter(instant)).isEmpty())
                .map(shard -> new Shard(
                        shard.index(),
                        shard.range(),
                        shard.parent(),
                        shard.adjacentParent(),
                        shard.createdAt(),
                        Optional.empty()))
                .toList();
    }

    private static void assertNumbersRise(ShardMap shards) {
        for (Shard shard : shards.all()) {
            shard.endingSequenceNumber().ifPresent(end -> {
                assertThat(end).isGreaterThan(shard.startingSequenceNumber());
                assertThat(shards.childrenOf(shard.index()))
                        .isNotEmpty()
                        .allSatisfy(child ->
                                assertThat(child.startingSequenceNumber()).isGreaterThan(end));
            });
        }
    }

    @Provide
    Arbitrary<Change> changes() {
        Arbitrary<Double> part = Arbitraries.doubles().between(0, 0.99);
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        part,
                        part,
                        Arbitraries.longs().between(0, 5_000),
                        Arbitraries.longs().between(-3_000, 100_000))
                .as(Change::new);
    }
}
