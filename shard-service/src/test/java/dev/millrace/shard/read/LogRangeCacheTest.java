package dev.millrace.shard.read;

import static dev.millrace.shard.testing.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.ShardKey;
import dev.millrace.stream.StreamId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogRangeCacheTest {
    private static final ShardKey KEY = new ShardKey(new StreamId(new UUID(0, 1)), 0);
    private static final ShardKey OTHER = new ShardKey(new StreamId(new UUID(0, 1)), 1);

    private static LogRange range(long from, int records) {
        return new LogRange(from, from + records, List.of(block(from, records, 1, from)), 0);
    }

    @Test
    void findsWhatHoldsAnIndexAndNothingElse() {
        LogRangeCache cache = new LogRangeCache(1 << 20);
        cache.add(KEY, range(10, 5));

        assertThat(cache.find(KEY, 9)).isEmpty();
        assertThat(cache.find(KEY, 10)).isPresent();
        assertThat(cache.find(KEY, 14)).isPresent();
        assertThat(cache.find(KEY, 15)).isEmpty();
        assertThat(cache.find(OTHER, 10)).isEmpty();
    }

    @Test
    void holdsNoMoreBytesThanItMayAndGivesUpWhatWasNotUsedForLongest() {
        long each = range(0, 5).memoryBytes();
        LogRangeCache cache = new LogRangeCache(3 * each);
        cache.add(KEY, range(0, 5));
        cache.add(KEY, range(5, 5));
        cache.add(OTHER, range(0, 5));
        cache.find(KEY, 0);

        cache.add(KEY, range(10, 5));

        assertThat(cache.usedBytes()).isEqualTo(3 * each);
        assertThat(cache.find(KEY, 5)).isEmpty();
        assertThat(cache.find(KEY, 0)).isPresent();
        assertThat(cache.find(OTHER, 0)).isPresent();
        assertThat(cache.find(KEY, 10)).isPresent();
    }

    @Test
    void whatIsLargerThanAllThatItMayHoldIsNotKept() {
        LogRangeCache cache = new LogRangeCache(range(0, 5).memoryBytes());
        cache.add(KEY, range(0, 5));

        cache.add(KEY, range(5, 6));

        assertThat(cache.find(KEY, 5)).isEmpty();
        assertThat(cache.find(KEY, 0)).isPresent();
        assertThat(cache.usedBytes()).isEqualTo(range(0, 5).memoryBytes());
    }

    @Test
    void aRangeThatIsReplacedIsNotCountedTwice() {
        LogRangeCache cache = new LogRangeCache(1 << 20);
        cache.add(KEY, range(0, 5));
        cache.add(KEY, range(0, 9));

        assertThat(cache.usedBytes()).isEqualTo(range(0, 9).memoryBytes());
    }
}
