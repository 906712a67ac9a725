package dev.millrace.metadata.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metadata.stream.plan.ReshardStep;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On-demand streams under loads that last: how many shards they end with, and of what they do not get more. */
class OnDemandGrowthTest {
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final OnDemandCapacity CAPACITY = new OnDemandCapacity(new WriteRate(500 * KIB, 500), 200);
    private static final int SEEDS = 300;

    @Test
    void oneHotKeyEndsInANarrowShardAndNothingElseIsSplit() {
        for (int seed = 0; seed < SEEDS; seed++) {
            for (long rate : new long[] {501 * KIB, MIB, 50 * MIB}) {
                Growth growth = new Growth(new Random(seed));
                growth.writeToOneKey(rate);

                growth.lookUntilNothingHappens();

                assertThat(growth.open).as("seed %d, %d bytes/s", seed, rate).hasSizeLessThanOrEqualTo(8);
                assertThat(growth.open.stream().filter(shard -> growth.widthsOfAFourth(shard) < 0.99))
                        .as("only what came of the hot shard is narrower than a fourth")
                        .hasSizeLessThanOrEqualTo(5);
            }
        }
    }

    @Test
    void aHotKeyAmongOthersTakesFewShardsAndTheOthersAreServedAsEver() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Growth growth = new Growth(new Random(seed));
            growth.writeToOneKey(MIB);
            growth.writeToManyKeys(MIB);

            growth.lookUntilNothingHappens();

            assertThat(growth.open).as("seed %d", seed).hasSizeLessThanOrEqualTo(12);
            assertThat(growth.hot()).as("seed %d", seed).hasSize(1);
        }
    }

    @Test
    void severalHotKeysComeApartAndEndThere() {
        int together = 0;
        int shards = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Growth growth = new Growth(new Random(seed));
            for (int key = 0; key < 5; key++) {
                growth.writeToOneKey(900 * KIB);
            }

            growth.lookUntilNothingHappens();

            // Keys whose hashes lie close together by chance take a split for each bit that they share.
            assertThat(growth.open.size()).as("seed %d", seed).isLessThanOrEqualTo(60);
            shards += growth.open.size();
            together += 5 - growth.hot().size();
        }
        assertThat(shards / SEEDS).isLessThanOrEqualTo(4 + 5 * 5);
        assertThat(together).as("of %d hot keys", 5 * SEEDS).isLessThan(5 * SEEDS / 30);
    }

    @Test
    void loadOverManyKeysGetsShardsThatAreAboutHalfFull() {
        Growth growth = new Growth(new Random(1));
        growth.writeToManyKeys(20 * MIB);

        growth.lookUntilNothingHappens();

        assertThat(growth.hot()).isEmpty();
        assertThat(growth.open).hasSizeBetween(40, 70);
    }

    @Test
    void loadThatGrowsIsFollowedAlsoWhereAHotKeyWasBefore() {
        Growth growth = new Growth(new Random(2));
        growth.writeToOneKey(MIB);
        growth.lookUntilNothingHappens();
        int before = growth.open.size();
        for (int step = 0; step < 20; step++) {
            growth.writeToManyKeys(MIB);
            growth.lookUntilNothingHappens();
        }

        assertThat(before).isLessThanOrEqualTo(8);
        assertThat(growth.hot()).as("all but that of the hot key").hasSize(1);
        assertThat(growth.open).hasSizeBetween(40, 80);
    }

    @Test
    void aStreamThatIsNotWrittenToStaysAsItIs() {
        Growth growth = new Growth(new Random(3));
        growth.lookUntilNothingHappens();

        assertThat(growth.open).hasSize(4);
    }

    /** One stream: its open shards, and its keys with what is written to each. */
    private static final class Growth {
        private final Random random;
        private final Map<HashKey, Long> keys = new HashMap<>();
        private List<Shard> open = new ArrayList<>();
        private int nextIndex;
        private WriteRate peak = WriteRate.NONE;

        Growth(Random random) {
            this.random = random;
            HashKeyRange.uniform(4).forEach(range -> open.add(shard(range)));
        }

        void writeToOneKey(long bytes) {
            keys.merge(HashKey.of(new BigInteger(128, random)), bytes, Long::sum);
        }

        void writeToManyKeys(long bytes) {
            int count = 2_000;
            for (int i = 0; i < count; i++) {
                writeToOneKey(bytes / count);
            }
        }

        void lookUntilNothingHappens() {
            for (int look = 0; look < 500; look++) {
                Map<Integer, WriteRate> rates = new HashMap<>();
                open.forEach(shard -> rates.put(shard.index(), rate(shard)));
                peak = peak.max(rates.values().stream().reduce(WriteRate.NONE, WriteRate::plus));
                List<ReshardStep> splits = CAPACITY.splits(open, rates, peak, OptionalInt.empty());
                if (splits.isEmpty()) {
                    return;
                }
                splits.forEach(this::split);
            }
        }

        private void split(ReshardStep step) {
            List<Shard> after = new ArrayList<>();
            for (Shard shard : open) {
                if (step.parents().contains(shard.index())) {
                    step.children(List.of(shard.range())).forEach(range -> after.add(shard(range)));
                } else {
                    after.add(shard);
                }
            }
            open = after;
        }

        private Shard shard(HashKeyRange range) {
            return new Shard(
                    nextIndex++, range, OptionalInt.empty(), OptionalInt.empty(), Instant.EPOCH, Optional.empty());
        }

        private WriteRate rate(Shard shard) {
            long bytes = keys.entrySet().stream()
                    .filter(key -> shard.range().contains(key.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            return new WriteRate(bytes, bytes / KIB);
        }

        List<Shard> hot() {
            return open.stream()
                    .filter(shard -> rate(shard).bytes() > 500 * KIB)
                    .toList();
        }

        double widthsOfAFourth(Shard shard) {
            return shard.range()
                            .end()
                            .toBigInteger()
                            .subtract(shard.range().start().toBigInteger())
                            .doubleValue()
                    / Math.pow(2, 126);
        }
    }
}
