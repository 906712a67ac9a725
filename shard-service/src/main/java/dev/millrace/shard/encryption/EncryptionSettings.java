package dev.millrace.shard.encryption;

import java.time.Duration;

/**
 * How streams are encrypted.
 *
 * @param dataKeyLife how long new blocks are sealed with the same data key
 * @param dataKeyBlocks how many blocks are, at most
 * @param openedDataKeys how many data keys of stored blocks are kept, over all streams
 * @param openedDataKeyLife how long one is kept
 * @param longestStaleness when nothing has been heard of the named keys for so long, they count as unusable
 * @param openingThreads how many blocks are opened at a time, over all shards
 */
public record EncryptionSettings(
        Duration dataKeyLife,
        long dataKeyBlocks,
        int openedDataKeys,
        Duration openedDataKeyLife,
        Duration longestStaleness,
        int openingThreads) {
    static final EncryptionSettings USUAL = new EncryptionSettings(
            Duration.ofMinutes(5), 1_000_000, 2_000, Duration.ofMinutes(10), Duration.ofSeconds(60), 2);
}
