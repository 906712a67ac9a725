package dev.millrace.shard.encryption;

import dev.millrace.block.BlockKey;
import dev.millrace.internal.key.DataKey;

/**
 * A data key, ready for use.
 *
 * @param keyId of the named key that it is wrapped under
 */
record OpenedKey(String keyId, BlockKey key) {
    static OpenedKey of(DataKey dataKey) {
        return new OpenedKey(dataKey.keyId(), new BlockKey(dataKey.plaintext(), dataKey.wrapped()));
    }
}
