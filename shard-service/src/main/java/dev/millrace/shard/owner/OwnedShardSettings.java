package dev.millrace.shard.owner;

import dev.millrace.shard.append.AppendSettings;
import dev.millrace.shard.read.ReadSettings;
import dev.millrace.shard.throughput.ThroughputSettings;

/**
 * How an owned shard behaves.
 *
 * @param tailBytes the newest blocks that one shard may keep in memory
 */
public record OwnedShardSettings(
        AppendSettings append, ReadSettings read, ThroughputSettings throughput, long tailBytes) {}
