package dev.millrace.shard.testing;

import dev.millrace.block.BlockBuilder;
import dev.millrace.block.RecordEntry;
import dev.millrace.shard.log.StoredBlock;
import java.nio.ByteBuffer;
import java.util.Random;

/** Makes entries and blocks whose content does not matter. */
public final class Blocks {
    private static final byte[] KEY = {'k'};

    private Blocks() {}

    /** Records of so many bytes each, partition key included. */
    public static ByteBuffer entries(int count, int bytesEach) {
        return entries(count, new byte[bytesEach - KEY.length]);
    }

    private static ByteBuffer entries(int count, byte[] data) {
        byte[] entries = new byte[count * RecordEntry.size(KEY.length, data.length)];
        int position = 0;
        for (int i = 0; i < count; i++) {
            position = RecordEntry.write(entries, position, KEY, data);
        }
        return ByteBuffer.wrap(entries);
    }

    /** A block of records of ten bytes each. */
    public static StoredBlock block(long firstIndex, int count, long arrivalMillis, long acknowledgedIndex) {
        return block(firstIndex, count, 10, arrivalMillis, acknowledgedIndex);
    }

    /** A block of records of so many bytes each; they do not pack. */
    public static StoredBlock block(
            long firstIndex, int count, int bytesEach, long arrivalMillis, long acknowledgedIndex) {
        byte[] data = new byte[bytesEach - KEY.length];
        new Random(firstIndex).nextBytes(data);
        ByteBuffer entries = entries(count, data);
        BlockBuilder builder = new BlockBuilder();
        builder.add(entries, RecordEntry.payloadSizes(entries, count), 0, count);
        return new StoredBlock(firstIndex, count, arrivalMillis, acknowledgedIndex, builder.build());
    }
}
