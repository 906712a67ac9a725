package dev.millrace.gateway.routing;

import dev.millrace.stream.StreamId;

/** One shard among those of all streams. */
record ShardKey(StreamId stream, int shard) {}
