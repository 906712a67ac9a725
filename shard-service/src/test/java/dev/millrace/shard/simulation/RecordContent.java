package dev.millrace.shard.simulation;

import dev.millrace.block.RecordCursor;
import dev.millrace.block.RecordEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Makes a record out of a number that names it, and the number out of the record, checking every byte. */
public final class RecordContent {
    private static final int LARGEST = 700;

    private RecordContent() {}

    /** The records as they travel to the owner. */
    public static ByteBuffer entries(List<Long> names) {
        int size = 0;
        for (long name : names) {
            size += RecordEntry.size(key(name).length, dataLength(name));
        }
        byte[] entries = new byte[size];
        int position = 0;
        for (long name : names) {
            position = RecordEntry.write(entries, position, key(name), data(name));
        }
        return ByteBuffer.wrap(entries);
    }

    /** The name of the cursor's record, or -1 if it is not what was written under that name. */
    static long nameOf(RecordCursor record) {
        if (record.dataLength() < Long.BYTES) {
            return -1;
        }
        long name =
                ByteBuffer.wrap(record.array(), record.dataOffset(), Long.BYTES).getLong();
        byte[] data =
                Arrays.copyOfRange(record.array(), record.dataOffset(), record.dataOffset() + record.dataLength());
        byte[] key = Arrays.copyOfRange(record.array(), record.keyOffset(), record.keyOffset() + record.keyLength());
        return Arrays.equals(data, data(name)) && Arrays.equals(key, key(name)) ? name : -1;
    }

    private static byte[] key(long name) {
        return Long.toString(name, 36).getBytes(StandardCharsets.UTF_8);
    }

    /** Now and then one is larger than a block may be. */
    private static int dataLength(long name) {
        return name % 23 == 0 ? LARGEST : Long.BYTES + (int) (name * 31 % 90);
    }

    private static byte[] data(long name) {
        byte[] data = new byte[dataLength(name)];
        Arrays.fill(data, (byte) name);
        ByteBuffer.wrap(data).putLong(name);
        return data;
    }
}
