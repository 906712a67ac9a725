package dev.millrace.shard.log;

import dev.millrace.block.Block;
import dev.millrace.block.BlockPlace;
import dev.millrace.stream.ShardKey;
import org.jspecify.annotations.Nullable;

/** One block of a shard's log: consecutive records with one arrival time. */
public final class StoredBlock {
    /** Of a block that is stored as it is. */
    public static final String NO_KEY = "";

    /** What a block costs in memory beside its content, roughly. */
    private static final int OVERHEAD_BYTES = 96;

    private final long firstIndex;
    private final int count;
    private final long arrivalMillis;
    private final long acknowledgedIndex;
    private final byte[] content;
    private final String keyId;
    private volatile int @Nullable [] payloadSizes;

    /**
     * @param firstIndex the record index of the first record
     * @param count how many records
     * @param arrivalMillis when they arrived, epoch milliseconds
     * @param acknowledgedIndex all records of the epoch below this were acknowledged when the block was first written
     * @param content the block's bytes; not copied
     */
    public StoredBlock(long firstIndex, int count, long arrivalMillis, long acknowledgedIndex, byte[] content) {
        this(firstIndex, count, arrivalMillis, acknowledgedIndex, content, NO_KEY);
    }

    private StoredBlock(
            long firstIndex, int count, long arrivalMillis, long acknowledgedIndex, byte[] content, String keyId) {
        this.firstIndex = firstIndex;
        this.count = count;
        this.arrivalMillis = arrivalMillis;
        this.acknowledgedIndex = acknowledgedIndex;
        this.content = content;
        this.keyId = keyId;
    }

    /** The same block as an encrypted stream stores it. */
    public StoredBlock sealed(byte[] sealed) {
        return new StoredBlock(firstIndex, count, arrivalMillis, acknowledgedIndex, sealed);
    }

    /** The same block as it is shown. */
    public StoredBlock opened(byte[] opened, String underKey) {
        return new StoredBlock(firstIndex, count, arrivalMillis, acknowledgedIndex, opened, underKey);
    }

    /** Some of its records, as if they were a block of their own. */
    public StoredBlock part(int skip, int take) {
        byte[] records = Block.of(content).part(skip, take).bytes();
        return new StoredBlock(firstIndex + skip, take, arrivalMillis, acknowledgedIndex, records, keyId);
    }

    /** What its row says of it, besides the content. */
    public BlockPlace placeIn(ShardKey shard) {
        return new BlockPlace(shard, firstIndex, count, arrivalMillis);
    }

    public long firstIndex() {
        return firstIndex;
    }

    public int count() {
        return count;
    }

    /** The index after the last record. */
    public long endIndex() {
        return firstIndex + count;
    }

    public long arrivalMillis() {
        return arrivalMillis;
    }

    public long acknowledgedIndex() {
        return acknowledgedIndex;
    }

    public byte[] content() {
        return content;
    }

    /** Of the named key that it is stored under; {@link #NO_KEY} when it is stored as it is. */
    public String keyId() {
        return keyId;
    }

    /** The bytes that keeping the block in memory takes. */
    public int memoryBytes() {
        return content.length + OVERHEAD_BYTES + count * Integer.BYTES;
    }

    /** The quota bytes of each record; not to be changed. */
    public int[] payloadSizes() {
        int[] sizes = payloadSizes;
        if (sizes == null) {
            sizes = Block.of(content).payloadSizes();
            payloadSizes = sizes;
        }
        return sizes;
    }
}
