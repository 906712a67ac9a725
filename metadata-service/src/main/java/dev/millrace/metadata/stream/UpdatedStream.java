package dev.millrace.metadata.stream;

import dev.millrace.stream.StreamDescription;

/** A stream before and after an update. */
public record UpdatedStream(StreamDescription before, StreamDescription after) {}
