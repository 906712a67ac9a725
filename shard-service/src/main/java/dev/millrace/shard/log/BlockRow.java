package dev.millrace.shard.log;

/**
 * A block's row, as a store keeps it.
 *
 * @param block the block; its content is empty when that lies in parts
 * @param bytesInParts how many bytes of content the parts have together; 0 when the row has all
 */
public record BlockRow(StoredBlock block, int bytesInParts) {
    private static final byte[] NOTHING = {};

    static BlockRow whole(StoredBlock block) {
        return new BlockRow(block, 0);
    }

    static BlockRow headOf(StoredBlock block) {
        return new BlockRow(block.sealed(NOTHING), block.content().length);
    }

    public boolean isHead() {
        return bytesInParts > 0;
    }
}
