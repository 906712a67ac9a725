package dev.millrace.block;

import dev.millrace.stream.ShardKey;
import java.nio.ByteBuffer;

/**
 * Where a block belongs, and from when it is: what its row says of it.
 *
 * @param firstIndex the record index of its first record, which holds the epoch and the counter
 * @param count how many records
 * @param arrivalMillis when they arrived
 */
public record BlockPlace(ShardKey shard, long firstIndex, int count, long arrivalMillis) {
    private static final int BYTES = 4 * Long.BYTES + 2 * Integer.BYTES;

    /** A sealed block's header and its place, as one text that says neither less nor something else. */
    byte[] associatedData(byte[] sealed, int headerBytes) {
        return ByteBuffer.allocate(BYTES + headerBytes)
                .put(shard.stream().toBytes())
                .putInt(shard.shard())
                .putLong(firstIndex)
                .putInt(count)
                .putLong(arrivalMillis)
                .put(sealed, 0, headerBytes)
                .array();
    }
}
