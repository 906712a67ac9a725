package dev.millrace.gateway.streams;

import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Instant;

/**
 * A position in a shard that a reader goes on from.
 *
 * @param name of the stream, for texts after the stream is gone
 * @param index of the record to be read next; see {@link dev.millrace.stream.RecordIndex}
 */
public record ShardIterator(StreamId stream, StreamName name, int shard, long index, Instant issuedAt) {}
