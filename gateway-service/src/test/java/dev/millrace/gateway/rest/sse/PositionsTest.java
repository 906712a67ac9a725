package dev.millrace.gateway.rest.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.internal.consumer.v1.ShardPosition;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.StreamId;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {
    private static final StreamId STREAM = StreamId.random();

    @Property
    void anEventsIdLeadsBackToWhereItWas(
            @ForAll @Size(max = 50) @UniqueElements List<Integer> shards,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long index) {
        Positions positions = new Positions(STREAM);
        shards.stream().map(Math::abs).filter(shard -> shard >= 0).forEach(shard -> positions.moveTo(shard, index));

        assertThat(Positions.parse(positions.toString()))
                .map(Positions::toMessage)
                .contains(positions.toMessage());
    }

    @Test
    void finishedShardsAreRememberedUntilTheyAreForgotten() {
        Positions positions = new Positions(STREAM);
        positions.moveTo(3, 7);
        positions.finish(4);

        assertThat(Positions.parse(positions.toString())
                        .orElseThrow()
                        .toMessage()
                        .getShardsList())
                .containsExactly(
                        ShardPosition.newBuilder().setShard(3).setNextIndex(7).build(),
                        ShardPosition.newBuilder().setShard(4).setFinished(true).build());
        positions.forget(4);
        assertThat(positions.has(4)).isFalse();
        positions.forget(3);
        assertThat(positions.has(3)).isTrue();
    }

    @Test
    void aPositionIsOfOneLifeOfOneStream() {
        Positions positions = new Positions(STREAM);
        positions.moveTo(0, 7);
        Positions again = Positions.parse(positions.toString()).orElseThrow();

        assertThat(again.areIn(STREAM)).isTrue();
        assertThat(again.only(0).areIn(STREAM)).isTrue();
        assertThat(again.areIn(StreamId.random())).isFalse();
    }

    /** It was some 12,000 characters, with each event, and more than a client can send back in a header. */
    @Test
    void theIdOfAStreamWithAThousandShardsFitsIntoAHeader() {
        Positions idle = new Positions(STREAM);
        Positions busy = new Positions(STREAM);
        Random random = new Random(1);
        for (int shard = 0; shard < 1_000; shard++) {
            idle.moveTo(shard, RecordIndex.firstOf(1));
            busy.moveTo(shard, RecordIndex.firstOf(1) + 1_000_000 + random.nextInt(4_000));
        }

        assertThat(idle.toString()).hasSizeLessThan(720);
        assertThat(busy.toString()).hasSizeLessThan(3_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AA", "AQAB", "AwAAAAAAAAA", "not base64!", "A_____________________________8"})
    void whatIsNoIdOfOursIsNoPosition(String id) {
        assertThat(Positions.parse(id)).isEmpty();
    }
}
