package dev.millrace.shard.memory;

/**
 * The bounds of what this instance holds of records, all shards together. Each byte is counted where it is held.
 *
 * @param pending appends, from when they have come in until they are stored
 * @param writing rows that are on their way to the store
 * @param tail the newest blocks
 * @param fetching blocks that are being read from the store
 * @param answers blocks in messages that gRPC has not written yet
 */
public record ShardMemory(
        ByteBudget pending, ByteQueue writing, ByteBudget tail, ByteQueue fetching, ByteQueue answers) {}
