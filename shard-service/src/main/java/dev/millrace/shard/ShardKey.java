package dev.millrace.shard;

import dev.millrace.stream.StreamId;

/** Names one shard of one life of a stream. */
public record ShardKey(StreamId stream, int shard) {}
