package dev.millrace.metadata.stream.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.metadata.stream.plan.ReshardStep.Split;
import dev.millrace.stream.HashKey;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutOverTest {
    private static final ShardMap SHARDS = Shards.uniform(1);
    private static final ReshardPlan SPLIT = ReshardPlan.once(List.of(new Split(0, new HashKey(1, 0))), Instant.EPOCH);
    private static final Instant LATER = Shards.CREATED.plusSeconds(100);

    @Test
    void anIdleShardClosesAtTheSecondThatItIsDecidedIn() {
        assertThat(CutOver.instant(SHARDS, SPLIT, Instant.EPOCH, LATER.plusMillis(20)))
                .isEqualTo(LATER);
    }

    @Test
    void anIdleShardThatIsSealedBeforeTheBoundaryAimedAtClosesThere() {
        Instant begun = CutOver.sealAt(SHARDS, SPLIT, LATER.plusMillis(300));
        assertThat(CutOver.instant(SHARDS, SPLIT, Instant.EPOCH, begun)).isEqualTo(LATER.plusSeconds(1));
    }

    @Test
    void aShardClosesInTheSecondAfterItsLastRecord() {
        assertThat(CutOver.instant(SHARDS, SPLIT, LATER.plusMillis(1), LATER.plusMillis(2)))
                .isEqualTo(LATER.plusSeconds(1));
        assertThat(CutOver.instant(SHARDS, SPLIT, LATER, LATER.plusMillis(2))).isEqualTo(LATER.plusSeconds(1));
    }

    @Test
    void aShardIsOpenForASecondAtLeastWhateverTheClockSays() {
        assertThat(CutOver.instant(SHARDS, SPLIT, Instant.EPOCH, Instant.EPOCH))
                .isEqualTo(Shards.CREATED.plusSeconds(1));
    }

    @Test
    void sealingBeginsShortlyBeforeTheNextSecond() {
        assertThat(CutOver.sealAt(SHARDS, SPLIT, LATER.plusMillis(300)))
                .isBetween(LATER.plusMillis(800), LATER.plusMillis(999));
    }

    @Test
    void everyNumberOfAChildIsLargerThanEveryOneOfItsParent() {
        Instant lastArrival = LATER.plusMillis(700);
        ShardMap after = CutOver.apply(SHARDS, SPLIT, CutOver.instant(SHARDS, SPLIT, lastArrival, lastArrival));

        Shard parent = after.find(0).orElseThrow();
        var end = parent.endingSequenceNumber().orElseThrow();
        assertThat(end).isGreaterThan(parent.sequenceNumber(Long.MAX_VALUE - 1, lastArrival));
        assertThat(after.childrenOf(0))
                .hasSize(2)
                .allSatisfy(child -> assertThat(child.startingSequenceNumber()).isGreaterThan(end));
    }
}
