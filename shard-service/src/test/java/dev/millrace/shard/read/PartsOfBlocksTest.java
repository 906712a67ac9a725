package dev.millrace.shard.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.block.Block;
import dev.millrace.block.BlockBuilder;
import dev.millrace.block.RecordCursor;
import dev.millrace.block.RecordEntry;
import dev.millrace.shard.log.StoredBlock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsOfBlocksTest {
    private static final int RECORDS = 1_000;
    private static final int EVENT_BYTES = 64 * 1024;
    private static final long FIRST = 7_000;

    private final StoredBlock block = block(1_024);

    /** Of a block of a mebibyte, or of ten, everybody on the way had to keep all for the sake of 64 KiB. */
    @Test
    void anAnswerCarriesAboutAsMuchAsItsBoundAllows() {
        List<Long> read = new ArrayList<>();
        long next = FIRST;
        while (next < FIRST + RECORDS) {
            SliceCollector collector = new SliceCollector(next, Integer.MAX_VALUE, EVENT_BYTES);
            collector.take(block);
            ReadResult result = collector.result(FIRST + RECORDS, 1);
            for (Slice slice : result.slices()) {
                assertThat(slice.block().content()).hasSizeLessThan(EVENT_BYTES * 5 / 4);
                read.addAll(numbersIn(slice));
            }
            next = result.nextIndex();
        }
        assertThat(read).hasSize(RECORDS).isSorted().first().isEqualTo(FIRST);
    }

    @Test
    void aBlockOfWhichMostIsWantedIsNotCopied() {
        SliceCollector collector = new SliceCollector(FIRST + 100, Integer.MAX_VALUE, Integer.MAX_VALUE);
        collector.take(block);

        assertThat(collector.result(FIRST + RECORDS, 1).slices())
                .singleElement()
                .satisfies(slice -> assertThat(slice.block()).isSameAs(block));
    }

    @Test
    void aSmallBlockIsNotCopied() {
        StoredBlock small = block(8);
        SliceCollector collector = new SliceCollector(FIRST, 1, EVENT_BYTES);
        collector.take(small);

        assertThat(collector.result(FIRST + RECORDS, 1).slices()).containsExactly(new Slice(small, 0, 1));
    }

    /** Each record's index, which its key says too. */
    private static List<Long> numbersIn(Slice slice) {
        RecordCursor records = Block.of(slice.block().content()).records();
        records.skip(slice.skip());
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < slice.take(); i++) {
            records.next();
            long index = slice.block().firstIndex() + slice.skip() + i;
            String key =
                    new String(records.array(), records.keyOffset(), records.keyLength(), StandardCharsets.US_ASCII);
            assertThat(key).isEqualTo(Long.toString(index));
            numbers.add(index);
        }
        return numbers;
    }

    private static StoredBlock block(int recordBytes) {
        Random random = new Random(3);
        BlockBuilder block = new BlockBuilder();
        for (int i = 0; i < RECORDS; i++) {
            byte[] key = Long.toString(FIRST + i).getBytes(StandardCharsets.US_ASCII);
            byte[] data = new byte[recordBytes];
            random.nextBytes(data);
            byte[] entry = new byte[RecordEntry.size(key.length, data.length)];
            RecordEntry.write(entry, 0, key, data);
            block.add(ByteBuffer.wrap(entry), new int[] {key.length + data.length}, 0, 1);
        }
        return new StoredBlock(FIRST, RECORDS, 1, FIRST, block.build());
    }
}
