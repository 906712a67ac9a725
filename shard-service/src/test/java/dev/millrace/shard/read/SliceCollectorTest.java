package dev.millrace.shard.read;

import static dev.millrace.shard.testing.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SliceCollectorTest {
    @Test
    void takesNoMoreRecordsThanAskedFor() {
        SliceCollector collector = new SliceCollector(100, 5, 1_000);

        assertThat(collector.take(block(100, 3, 1, 100))).isTrue();
        assertThat(collector.take(block(103, 3, 1, 100))).isFalse();

        ReadResult result = collector.result(106, 10);
        assertThat(result.slices()).extracting(Slice::take).containsExactly(3, 2);
        assertThat(result.nextIndex()).isEqualTo(105);
        assertThat(result.caughtUp()).isFalse();
    }

    @Test
    void takesNoMoreBytesThanAskedFor() {
        SliceCollector collector = new SliceCollector(100, 1_000, 25);

        collector.take(block(100, 3, 1, 100));

        ReadResult result = collector.result(103, 10);
        assertThat(result.payloadBytes()).isEqualTo(20);
        assertThat(result.nextIndex()).isEqualTo(102);
    }

    @Test
    void theFirstRecordComesEvenIfItIsLargerThanAllowed() {
        SliceCollector collector = new SliceCollector(100, 1_000, 5);

        collector.take(block(100, 3, 1, 100));

        assertThat(collector.result(103, 10).nextIndex()).isEqualTo(101);
    }

    @Test
    void beginsInTheMiddleOfABlock() {
        SliceCollector collector = new SliceCollector(102, 1_000, 1_000);

        collector.take(block(100, 5, 1, 100));

        assertThat(collector.result(105, 10).slices()).first().satisfies(slice -> {
            assertThat(slice.skip()).isEqualTo(2);
            assertThat(slice.take()).isEqualTo(3);
        });
    }

    @Test
    void aBlockBeforeTheStartIsLeftOut() {
        SliceCollector collector = new SliceCollector(105, 1_000, 1_000);

        assertThat(collector.take(block(100, 5, 1, 100))).isTrue();

        assertThat(collector.isEmpty()).isTrue();
    }

    @Test
    void whoIsNotCaughtUpIsAtLeastAMillisecondBehind() {
        SliceCollector collector = new SliceCollector(100, 1, 1_000);
        collector.take(block(100, 2, 50, 100));

        assertThat(collector.result(102, 40).millisBehind()).isEqualTo(1);
        assertThat(collector.result(102, 80).millisBehind()).isEqualTo(30);
        assertThat(collector.result(101, 80).millisBehind()).isZero();
    }
}
