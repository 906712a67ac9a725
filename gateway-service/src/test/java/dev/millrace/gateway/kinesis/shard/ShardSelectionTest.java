package dev.millrace.gateway.kinesis.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.protocol.message.ShardFilter;
import dev.millrace.protocol.message.ShardFilterType;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Over the life of one stream, in hours since it began, with a retention of 24 hours:
 *
 * <pre>
 *   0        10            30        40 (now)
 *   ├── 0 ───┤── 1 ────────┤
 *   │        │             ├── 3 ────────
 *   │        ├── 2 ────────┤
 * </pre>
 */
class ShardSelectionTest {
    private static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant NOW = hour(40);
    private static final List<HashKeyRange> HALVES = HashKeyRange.uniform(2);

    private static final StreamDescription STREAM = stream(List.of(
            shard(0, HashKeyRange.ALL, 0, Optional.of(10), OptionalInt.empty(), OptionalInt.empty()),
            shard(1, HALVES.get(0), 10, Optional.of(30), OptionalInt.of(0), OptionalInt.empty()),
            shard(2, HALVES.get(1), 10, Optional.of(30), OptionalInt.of(0), OptionalInt.empty()),
            shard(3, HashKeyRange.ALL, 30, Optional.empty(), OptionalInt.of(1), OptionalInt.of(2))));

    @Test
    void withoutAFilterTheExpiredAreLeftOut() {
        assertThat(indexes(ShardSelection.of(null))).containsExactly(1, 2, 3);
    }

    @Test
    void afterAnId() {
        assertThat(indexes(of(ShardFilterType.AFTER_SHARD_ID, "shardId-000000000001", null)))
                .containsExactly(2, 3);
    }

    @Test
    void openNow() {
        assertThat(indexes(of(ShardFilterType.AT_LATEST, null, null))).containsExactly(3);
    }

    @Test
    void openAtTheHorizon() {
        assertThat(indexes(of(ShardFilterType.AT_TRIM_HORIZON, null, null))).containsExactly(1, 2);
    }

    @Test
    void openAtATime() {
        assertThat(indexes(of(ShardFilterType.AT_TIMESTAMP, null, hour(29)))).containsExactly(1, 2);
        assertThat(indexes(of(ShardFilterType.AT_TIMESTAMP, null, hour(30))))
                .as("the instant of a merge belongs to the child alone")
                .containsExactly(3);
        assertThat(indexes(of(ShardFilterType.AT_TIMESTAMP, null, hour(-100))))
                .as("raised to the horizon")
                .containsExactly(1, 2);
    }

    @Test
    void openFromATimeOn() {
        assertThat(indexes(of(ShardFilterType.FROM_TIMESTAMP, null, hour(30)))).containsExactly(1, 2, 3);
        assertThat(indexes(of(ShardFilterType.FROM_TIMESTAMP, null, hour(31)))).containsExactly(3);
        assertThat(indexes(of(ShardFilterType.FROM_TIMESTAMP, null, hour(0)))).containsExactly(1, 2, 3);
    }

    @Test
    void theHorizonOfAYoungStreamIsItsBeginning() {
        ShardSelection horizon = of(ShardFilterType.AT_TRIM_HORIZON, null, null);

        assertThat(horizon.select(STREAM, hour(5)).stream().map(Shard::index)).containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ShardFilterType.class,
            names = {"AT_LATEST", "AT_TRIM_HORIZON", "AT_TIMESTAMP"})
    void whatWasOpenAtATimeTilesTheHashSpace(ShardFilterType type) {
        for (int hour = -1; hour <= 40; hour++) {
            List<Shard> shards = of(type, null, hour(hour)).select(STREAM, NOW);

            assertThat(new ShardMap(shards.stream()
                                    .map(ShardSelectionTest::reopened)
                                    .toList())
                            .openCount())
                    .isEqualTo(shards.size());
        }
    }

    @Test
    void aFilterWithoutWhatItNeedsIsRefused() {
        assertThatThrownBy(() -> of(ShardFilterType.AFTER_SHARD_ID, null, null)).hasMessageContaining("ShardId");
        assertThatThrownBy(() -> of(ShardFilterType.AT_TIMESTAMP, null, null)).hasMessageContaining("Timestamp");
        assertThatThrownBy(() -> of(ShardFilterType.FROM_TIMESTAMP, null, null)).hasMessageContaining("Timestamp");
    }

    @Test
    void aSelectionSurvivesInANextToken() {
        for (ShardSelection selection : List.of(
                ShardSelection.of(null),
                of(ShardFilterType.AFTER_SHARD_ID, "shardId-000000000001", null),
                of(ShardFilterType.AT_TIMESTAMP, null, hour(3)))) {
            assertThat(ShardSelection.parse(selection.toString())).isEqualTo(selection);
        }
    }

    private static List<Integer> indexes(ShardSelection selection) {
        return selection.select(STREAM, NOW).stream().map(Shard::index).toList();
    }

    private static ShardSelection of(ShardFilterType type, String shardId, Instant timestamp) {
        return ShardSelection.of(new ShardFilter(type.name(), shardId, timestamp));
    }

    private static Shard reopened(Shard shard) {
        return new Shard(
                shard.index(),
                shard.range(),
                shard.parent(),
                shard.adjacentParent(),
                shard.createdAt(),
                Optional.empty());
    }

    private static Shard shard(
            int index,
            HashKeyRange range,
            int opened,
            Optional<Integer> closed,
            OptionalInt parent,
            OptionalInt adjacentParent) {
        return new Shard(index, range, parent, adjacentParent, hour(opened), closed.map(ShardSelectionTest::hour));
    }

    private static StreamDescription stream(List<Shard> shards) {
        return StreamDescription.builder(StreamId.random(), new StreamName("orders"), BEGAN, new ShardMap(shards))
                .build();
    }

    private static Instant hour(int hour) {
        return BEGAN.plus(Duration.ofHours(hour));
    }
}
