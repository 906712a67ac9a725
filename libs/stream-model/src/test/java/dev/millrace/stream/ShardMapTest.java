package dev.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShardMapTest {
    @Property(tries = 200)
    void uniformShardsTileTheSpaceAndEachKeyHasOneOwner(
            @ForAll @IntRange(min = 1, max = 500) int count, @ForAll long high, @ForAll long low) {
        ShardMap map = new ShardMap(shards(HashKeyRange.uniform(count)));
        HashKey key = new HashKey(high, low);
        assertThat(map.openShardOf(key).range().contains(key)).isTrue();
        assertThat(map.open().stream().filter(shard -> shard.range().contains(key)))
                .hasSize(1);
        assertThat(map.openShardOf(HashKey.MAX).range().end()).isEqualTo(HashKey.MAX);
    }

    @Test
    void refusesShardsWithAGapOrAnOverlap() {
        List<HashKeyRange> ranges = new ArrayList<>(HashKeyRange.uniform(3));
        ranges.remove(1);
        assertThatThrownBy(() -> new ShardMap(shards(ranges))).isInstanceOf(IllegalArgumentException.class);
        List<HashKeyRange> twice = new ArrayList<>(HashKeyRange.uniform(3));
        twice.add(HashKeyRange.ALL);
        assertThatThrownBy(() -> new ShardMap(shards(twice))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatDoesNotFitAndNotAllOfTenThousand() {
        List<HashKeyRange> ranges = new ArrayList<>(HashKeyRange.uniform(10_000));
        HashKeyRange missing = ranges.remove(5_000);
        assertThatThrownBy(() -> new ShardMap(shards(ranges)))
                .hasMessageContaining("of 9999")
                .hasMessageContaining(ranges.get(4_999).toString())
                .hasMessageContaining(ranges.get(5_000).toString())
                .hasMessageNotContaining(missing.toString())
                .message()
                .hasSizeLessThan(1_000);
        assertThatThrownBy(() -> new ShardMap(shards(ranges.subList(1, 5_000))))
                .hasMessageContaining("none is followed by");
        assertThatThrownBy(() -> new ShardMap(shards(ranges.subList(0, 5_000))))
                .message()
                .endsWith("is followed by none");
        assertThatThrownBy(() -> new ShardMap(List.of())).hasMessageContaining("none");
    }

    @Test
    void findsShardsByIndex() {
        ShardMap map = new ShardMap(shards(HashKeyRange.uniform(5)));
        assertThat(map.find(4)).get().extracting(Shard::index).isEqualTo(4);
        assertThat(map.find(5)).isEmpty();
    }

    private static List<Shard> shards(List<HashKeyRange> ranges) {
        List<Shard> shards = new ArrayList<>();
        for (HashKeyRange range : ranges) {
            shards.add(new Shard(
                    shards.size(),
                    range,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Instant.ofEpochSecond(1_700_000_000L),
                    Optional.empty()));
        }
        return shards;
    }
}
