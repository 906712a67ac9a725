package dev.millrace.shard.encryption;

import dev.millrace.shard.log.StoredBlock;

/** What a block is stored as. */
public interface BlockSeal {
    /** As it is. */
    BlockSeal NONE = new BlockSeal() {
        @Override
        public String keyId() {
            return StoredBlock.NO_KEY;
        }

        @Override
        public StoredBlock seal(StoredBlock block) {
            return block;
        }
    };

    /** Of the named key that the block can be opened with; {@link StoredBlock#NO_KEY} when it is stored as it is. */
    String keyId();

    /** The block as it is to be stored; other bytes with each call, so it is made once. */
    StoredBlock seal(StoredBlock block);
}
