package dev.millrace.shard.encryption;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How streams are encrypted; {@code shard-service.yml} tells what each setting is for.
 *
 * @param dataKeyLife how long new blocks are sealed with the same data key
 * @param dataKeyBlocks how many blocks are, at most
 * @param openedDataKeys how many data keys of stored blocks are kept, over all streams
 * @param openedDataKeyLife how long one is kept
 * @param longestStaleness when nothing has been heard of the named keys for so long, they count as unusable
 * @param openingThreads how many blocks are opened at a time, over all shards
 */
@ConfigurationProperties("millrace.shard.encryption")
public record EncryptionSettings(
        Duration dataKeyLife,
        long dataKeyBlocks,
        int openedDataKeys,
        Duration openedDataKeyLife,
        Duration longestStaleness,
        int openingThreads) {}
