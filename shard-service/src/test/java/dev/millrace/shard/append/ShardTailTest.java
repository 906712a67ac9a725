package dev.millrace.shard.append;

import static dev.millrace.shard.testing.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.shard.log.StoredBlock;
import dev.millrace.shard.memory.ByteBudget;
import org.junit.jupiter.api.Test;

class ShardTailTest {
    private static final int BLOCK_BYTES = block(0, 5, 0, 0).memoryBytes();

    private final ByteBudget memory = new ByteBudget(10L * BLOCK_BYTES);

    @Test
    void keepsTheNewestWithinItsShare() {
        ShardTail tail = new ShardTail(memory, 3L * BLOCK_BYTES, 0);
        for (int i = 0; i < 5; i++) {
            tail.add(block(5 * i, 5, i, 0));
        }

        assertThat(tail.covers(9)).isFalse();
        assertThat(tail.covers(10)).isTrue();
        assertThat(tail.from(12)).extracting(StoredBlock::firstIndex).containsExactly(10L, 15L, 20L);
        assertThat(memory.current()).isEqualTo(3L * BLOCK_BYTES);
    }

    @Test
    void givesUpItsOwnBlocksWhenAllTailsTogetherAreOver() {
        ShardTail greedy = new ShardTail(memory, 100L * BLOCK_BYTES, 0);
        ShardTail other = new ShardTail(memory, 100L * BLOCK_BYTES, 0);
        other.add(block(0, 5, 0, 0));
        for (int i = 0; i < 30; i++) {
            greedy.add(block(5 * i, 5, i, 0));
        }

        assertThat(memory.current()).isEqualTo(10L * BLOCK_BYTES);
        assertThat(other.covers(0)).isTrue();
        assertThat(greedy.covers(5 * 20)).isFalse();
        assertThat(greedy.covers(5 * 21)).isTrue();
    }

    @Test
    void aBlockThatIsLargerThanTheBoundIsNotKeptAndReadersGoOnBehindIt() {
        ShardTail tail = new ShardTail(memory, 100L * BLOCK_BYTES, 0);
        tail.add(block(0, 5, 0, 0));

        tail.add(block(5, 1, 20 * BLOCK_BYTES, 1, 0));

        assertThat(memory.current()).isZero();
        assertThat(tail.covers(5)).isFalse();
        assertThat(tail.covers(6)).isTrue();
        assertThat(tail.from(6)).isEmpty();

        tail.add(block(6, 5, 2, 0));

        assertThat(tail.from(6)).extracting(StoredBlock::firstIndex).containsExactly(6L);
    }

    @Test
    void nothingIsKeptWhileOthersHoldAllThereIs() {
        ShardTail other = new ShardTail(memory, 100L * BLOCK_BYTES, 0);
        for (int i = 0; i < 10; i++) {
            other.add(block(5 * i, 5, i, 0));
        }
        ShardTail tail = new ShardTail(memory, 100L * BLOCK_BYTES, 0);

        tail.add(block(0, 5, 0, 0));

        assertThat(memory.current()).isEqualTo(10L * BLOCK_BYTES);
        assertThat(tail.covers(4)).isFalse();
        assertThat(tail.covers(5)).isTrue();
        tail.close();
        other.close();
        assertThat(memory.current()).isZero();
    }

    @Test
    void evictedByAgeItStillCoversWhatComesNext() {
        ShardTail tail = new ShardTail(memory, 100L * BLOCK_BYTES, 0);
        tail.add(block(0, 5, 100, 0));

        tail.evictOlderThan(101);

        assertThat(tail.covers(4)).isFalse();
        assertThat(tail.covers(5)).isTrue();
        assertThat(tail.from(5)).isEmpty();
        assertThat(memory.current()).isZero();
    }

    @Test
    void byTimeItAnswersOnlyWhenNoOlderBlockCanMatter() {
        ShardTail tail = new ShardTail(memory, 100L * BLOCK_BYTES, 0);
        assertThat(tail.firstArrivedFrom(5)).isEqualTo(-1);
        tail.add(block(0, 5, 100, 0));
        tail.add(block(5, 5, 200, 0));

        assertThat(tail.firstArrivedFrom(100)).isEqualTo(-1);
        assertThat(tail.firstArrivedFrom(101)).isEqualTo(5);
        assertThat(tail.firstArrivedFrom(200)).isEqualTo(5);
        assertThat(tail.firstArrivedFrom(201)).isEqualTo(10);
    }
}
