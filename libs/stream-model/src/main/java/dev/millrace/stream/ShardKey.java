package dev.millrace.stream;

/** Names one shard of one life of a stream. */
public record ShardKey(StreamId stream, int shard) {}
