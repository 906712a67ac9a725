package dev.millrace.gateway.rest.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.RecordIndex;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PackedPositionsTest {
    private final Random random = new Random(1);

    @Property
    void whateverIsPackedComesBack(
            @ForAll @Size(max = 50) List<@IntRange(min = 0) Integer> shards,
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = Long.MAX_VALUE) Long> positions) {
        NavigableMap<Integer, Long> all = new TreeMap<>();
        for (int i = 0; i < shards.size(); i++) {
            all.put(shards.get(i), positions.get(i % positions.size()));
        }

        assertThat(PackedPositions.unpack(PackedPositions.pack(all))).isEqualTo(all);
    }

    @Property
    void whatNobodyPackedIsRefusedAndCostsNothing(@ForAll byte[] bytes) {
        try {
            assertThat(PackedPositions.unpack(bytes)).hasSizeLessThanOrEqualTo(bytes.length * Byte.SIZE);
        } catch (IllegalArgumentException | ArithmeticException refused) {
            assertThat(refused).isNotNull();
        }
    }

    @Test
    void aThousandIdleShardsTakeHalfAByteEach() {
        assertThat(sizeOf(1_000, () -> 0)).isLessThan(520);
    }

    @Test
    void aThousandShardsWithAMillionRecordsEachTakeTwoBytesEach() {
        assertThat(sizeOf(1_000, () -> 1_000_000 + (long) (random.nextGaussian() * 1_000)))
                .isLessThan(2_200);
    }

    @Test
    void aThousandShardsThatHaveNothingInCommonTakeLessThanHalfOfWhatTheyDid() {
        assertThat(sizeOf(1_000, () -> random.nextInt(100_000_000))).isLessThan(4_400);
    }

    private static int sizeOf(int shards, LongSupplier counters) {
        NavigableMap<Integer, Long> positions = new TreeMap<>();
        for (int shard = 0; shard < shards; shard++) {
            positions.put(shard, RecordIndex.firstOf(1) + counters.getAsLong() + 1);
        }
        assertThat(PackedPositions.unpack(PackedPositions.pack(positions))).isEqualTo(positions);
        return PackedPositions.pack(positions).length;
    }
}
