package dev.millrace.block;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Collects records into one block; see {@link Block} for the layout. Not thread-safe; made for one block.
 */
public final class BlockBuilder {
    private static final int INITIAL_BYTES = 4 * 1024;

    /** Below this size packing costs more than it saves. */
    private static final int SMALLEST_PACKED = 512;

    private byte[] entries = new byte[INITIAL_BYTES];
    private int entriesLength;
    private int[] payloadSizes = new int[16];
    private int count;

    /** The records so far. */
    public int count() {
        return count;
    }

    /** The bytes of the entries so far, before packing. */
    public int size() {
        return entriesLength;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * Adds a run of whole entries.
     *
     * @param run the entries' bytes, from position to limit; consumed
     * @param sizes the quota bytes of the run's records, as {@link RecordEntry#payloadSizes} found them
     * @param from the first of {@code sizes} that belongs to the run
     * @param to behind the last
     */
    public void add(ByteBuffer run, int[] sizes, int from, int to) {
        int length = run.remaining();
        if (entries.length - entriesLength < length) {
            entries = Arrays.copyOf(entries, Math.max(entriesLength + length, Math.min(entries.length * 2, 1 << 20)));
        }
        run.get(entries, entriesLength, length);
        entriesLength += length;
        int added = to - from;
        if (payloadSizes.length - count < added) {
            payloadSizes = Arrays.copyOf(payloadSizes, Math.max(count + added, payloadSizes.length * 2));
        }
        System.arraycopy(sizes, from, payloadSizes, count, added);
        count += added;
    }

    /** The finished block. */
    public byte[] build() {
        int directory = 0;
        for (int i = 0; i < count; i++) {
            directory += Varint.size(payloadSizes[i]);
        }
        byte[] block = new byte[Block.HEADER_BYTES + directory + entriesLength];
        int position = Block.HEADER_BYTES;
        for (int i = 0; i < count; i++) {
            position = Varint.write(block, position, payloadSizes[i]);
        }
        int packed = entriesLength < SMALLEST_PACKED ? -1 : Codec.packIfItPays(entries, entriesLength, block, position);
        Codec codec = packed < 0 ? Codec.PLAIN : Codec.LZ4;
        if (packed < 0) {
            System.arraycopy(entries, 0, block, position, entriesLength);
        } else {
            block = Arrays.copyOf(block, position + packed);
        }
        ByteBuffer.wrap(block)
                .put((byte) Block.VERSION)
                .put((byte) codec.id)
                .putShort((short) 0)
                .putInt(count)
                .putInt(entriesLength)
                .putInt(0);
        CRC32C crc = new CRC32C();
        crc.update(block);
        ByteBuffer.wrap(block).putInt(Block.CHECKSUM_OFFSET, (int) crc.getValue());
        return block;
    }
}
