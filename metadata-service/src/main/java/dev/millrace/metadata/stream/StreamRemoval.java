package dev.millrace.metadata.stream;

import dev.millrace.stream.StreamId;
import dev.millrace.stream.StreamName;
import java.time.Instant;

/** That one life of a name came to its end: the only reason for anybody to remove what is kept for that stream. */
public record StreamRemoval(StreamId stream, StreamName name, Instant at) {}
