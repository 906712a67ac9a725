package dev.millrace.shard.encryption;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
        @DefaultValue("5m") Duration dataKeyLife,
        @DefaultValue("1000000") long dataKeyBlocks,
        @DefaultValue("2000") int openedDataKeys,
        @DefaultValue("10m") Duration openedDataKeyLife,
        @DefaultValue("60s") Duration longestStaleness,
        @DefaultValue("2") int openingThreads) {}
