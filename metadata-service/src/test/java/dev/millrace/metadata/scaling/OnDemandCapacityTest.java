package dev.millrace.metadata.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metadata.stream.plan.ReshardStep;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnDemandCapacityTest {
    private static final long KIB = 1024;
    private static final OnDemandCapacity CAPACITY = new OnDemandCapacity(new WriteRate(500 * KIB, 500), 10);
    private static final OptionalInt NOT_WARM = OptionalInt.empty();

    private final List<Shard> open = shards(4);

    private static List<Shard> shards(int count) {
        List<Shard> shards = new ArrayList<>();
        for (HashKeyRange range : HashKeyRange.uniform(count)) {
            shards.add(new Shard(
                    shards.size(), range, OptionalInt.empty(), OptionalInt.empty(), Instant.EPOCH, Optional.empty()));
        }
        return shards;
    }

    private List<Integer> parents(Map<Integer, WriteRate> rates, WriteRate peak, OptionalInt warm) {
        return CAPACITY.splits(open, rates, peak, warm).stream()
                .map(ReshardStep::parents)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void anIdleStreamStaysAsItIs() {
        assertThat(parents(Map.of(), WriteRate.NONE, NOT_WARM)).isEmpty();
    }

    @Test
    void aHotShardIsSplit() {
        Map<Integer, WriteRate> rates = Map.of(2, new WriteRate(501 * KIB, 10), 1, new WriteRate(400 * KIB, 10));

        assertThat(parents(rates, new WriteRate(901 * KIB, 20), NOT_WARM)).containsExactly(2);
    }

    @Test
    void aShardThatTakesManySmallRecordsIsHotToo() {
        assertThat(parents(Map.of(3, new WriteRate(KIB, 501)), new WriteRate(KIB, 501), NOT_WARM))
                .containsExactly(3);
    }

    @Test
    void thereIsCapacityForTwiceThePeakBusiestShardsFirst() {
        Map<Integer, WriteRate> rates = Map.of(1, new WriteRate(300 * KIB, 1), 0, new WriteRate(200 * KIB, 1));

        assertThat(parents(rates, new WriteRate(3 * 1024 * KIB, 1), NOT_WARM)).containsExactly(1, 0);
    }

    @Test
    void aWarmStreamGetsItsShardsBeforeItIsWrittenTo() {
        assertThat(parents(Map.of(), WriteRate.NONE, OptionalInt.of(8))).hasSize(4);
    }

    @Test
    void aStreamGetsNoMoreThanItsMost() {
        WriteRate peak = new WriteRate(100 * 1024 * KIB, 1);
        WriteRate each = new WriteRate(10 * 1024 * KIB, 1);

        assertThat(CAPACITY.splits(shards(8), rates(8, each), peak, NOT_WARM)).hasSize(2);
        assertThat(CAPACITY.splits(shards(10), rates(10, each), peak, OptionalInt.of(100)))
                .isEmpty();
    }

    @Test
    void idleShardsAreNotSplitForWhatIsWrittenToOthers() {
        Map<Integer, WriteRate> rates = Map.of(2, new WriteRate(9_000 * KIB, 1), 1, new WriteRate(KIB, 1));

        assertThat(parents(rates, new WriteRate(9_001 * KIB, 2), NOT_WARM)).containsExactly(2);
        assertThat(parents(Map.of(), new WriteRate(9_001 * KIB, 2), NOT_WARM)).isEmpty();
    }

    private static Map<Integer, WriteRate> rates(int count, WriteRate each) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(shard -> shard, shard -> each));
    }
}
