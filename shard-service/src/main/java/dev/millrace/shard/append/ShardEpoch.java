package dev.millrace.shard.append;

import dev.millrace.shard.encryption.ShardCipher;
import dev.millrace.shard.lease.Lease;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.ShardLoop;
import dev.millrace.stream.ShardKey;

/**
 * One epoch of a shard, as its owner has it: what its one writer and its readers share.
 *
 * @param lease under which the shard is owned
 * @param number of the epoch
 * @param loop where everything about the shard happens
 * @param store the durable part of its log
 * @param cipher how its blocks are encrypted
 * @param tail its newest blocks
 */
public record ShardEpoch(
        ShardKey key,
        Lease lease,
        int number,
        ShardLoop loop,
        NodeClock clock,
        BlockStore store,
        ShardCipher cipher,
        ShardTail tail) {}
