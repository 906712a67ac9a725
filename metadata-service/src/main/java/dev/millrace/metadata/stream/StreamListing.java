package dev.millrace.metadata.stream;

import dev.millrace.stream.StreamDescription;
import java.util.List;

/** A stretch of the streams in order of name, and whether others follow. */
public record StreamListing(List<StreamDescription> streams, boolean hasMore) {}
