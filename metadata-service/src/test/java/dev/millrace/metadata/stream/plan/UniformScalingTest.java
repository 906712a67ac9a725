package dev.millrace.metadata.stream.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class UniformScalingTest {
    @Property(tries = 300)
    void anyShardsBecomeUniformByStepsThatEachTileTheSpace(
            @ForAll @Size(max = 40) List<@net.jqwik.api.From("hashKeys") HashKey> starts,
            @ForAll @IntRange(min = 1, max = 60) int count) {
        ShardMap shards = Shards.beginningAt(starts);
        int mostOpen = UniformScaling.mostOpen(shards.open(), count);
        int before = shards.all().size();
        int rounds = 0;
        Instant now = Shards.CREATED;
        Optional<ReshardPlan> plan = ReshardPlan.toCount(shards, count, now);
        while (plan.isPresent()) {
            assertThat(plan.get().parents()).doesNotHaveDuplicates();
            now = now.plusSeconds(1);
            // Refuses shards that do not tile the space.
            shards = CutOver.apply(shards, plan.get(), now);
            assertThat(shards.openCount()).isLessThanOrEqualTo(mostOpen);
            plan = plan.get().next(shards, now);
            rounds++;
        }
        assertUniform(shards, count);
        assertThat(rounds).isLessThanOrEqualTo(14);
        assertThat(shards.all().subList(before, shards.all().size()))
                .allSatisfy(shard -> assertThat(shard.parent()).isPresent());
        assertLineage(shards);
    }

    /** To within what rounding adds up to, which is nothing beside the ranges. */
    private static void assertUniform(ShardMap shards, int count) {
        assertThat(shards.openCount()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(shards.open().get(i).range().start().toBigInteger())
                    .isCloseTo(
                            HashKeyRange.uniform(count).get(i).start().toBigInteger(),
                            Offset.offset(BigInteger.valueOf(1 << 16)));
        }
    }

    private static void assertLineage(ShardMap shards) {
        for (Shard shard : shards.all()) {
            List<Shard> children = shards.childrenOf(shard.index());
            assertThat(children.isEmpty()).isEqualTo(shard.isOpen());
            assertThat(children).allSatisfy(child -> {
                assertThat(child.createdAt()).isEqualTo(shard.closedAt().orElseThrow());
                assertThat(child.startingSequenceNumber())
                        .isGreaterThan(shard.endingSequenceNumber().orElseThrow());
            });
            shard.adjacentParent()
                    .ifPresent(adjacent -> assertThat(shards.find(shard.parent().orElseThrow())
                                    .orElseThrow()
                                    .range())
                            .matches(range -> range.isFollowedBy(
                                    shards.find(adjacent).orElseThrow().range())));
        }
        assertThat(new HashSet<>(shards.all())).hasSameSizeAs(shards.all());
    }

    @Property(tries = 200)
    void doublingAndHalvingTakeOneRound(@ForAll @IntRange(min = 1, max = 500) int count) {
        assertThat(roundsFrom(Shards.uniform(count), 2 * count)).isEqualTo(1);
        assertThat(UniformScaling.mostOpen(Shards.uniform(count).open(), 2 * count))
                .isEqualTo(2 * count);
        assertThat(roundsFrom(Shards.uniform(2 * count), count)).isEqualTo(1);
    }

    @Test
    void twoToThreeTakesARoundOfSplitsAndOneOfMerges() {
        assertThat(roundsFrom(Shards.uniform(2), 3)).isEqualTo(2);
        assertThat(UniformScaling.mostOpen(Shards.uniform(2).open(), 3)).isEqualTo(4);
    }

    @Test
    void whatIsUniformStaysAsItIs() {
        assertThat(ReshardPlan.toCount(Shards.uniform(7), 7, Shards.CREATED)).isEmpty();
    }

    private static int roundsFrom(ShardMap shards, int count) {
        int rounds = 0;
        ShardMap current = shards;
        Optional<ReshardPlan> plan = ReshardPlan.toCount(current, count, Shards.CREATED);
        while (plan.isPresent()) {
            current = CutOver.apply(current, plan.get(), Shards.CREATED.plusSeconds(++rounds));
            plan = plan.get().next(current, Shards.CREATED);
        }
        return rounds;
    }

    /** Anywhere, and right beside where uniform ranges begin. */
    @Provide
    Arbitrary<HashKey> hashKeys() {
        Arbitrary<HashKey> anywhere =
                Arbitraries.longs().flatMap(high -> Arbitraries.longs().map(low -> new HashKey(high, low)));
        Arbitrary<HashKey> beside = Arbitraries.integers()
                .between(1, 60)
                .flatMap(count -> Arbitraries.of(HashKeyRange.uniform(count))
                        .flatMap(range -> Arbitraries.of(
                                range.start(),
                                range.start().next(),
                                range.end(),
                                range.end().previous())));
        return Arbitraries.oneOf(anywhere, beside);
    }
}
