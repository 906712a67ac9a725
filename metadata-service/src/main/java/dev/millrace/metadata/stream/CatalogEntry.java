package dev.millrace.metadata.stream;

import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that is kept of a stream.
 *
 * @param stream its version is the catalogue's revision at its last change
 * @param dueAt when its state changes by itself; empty in a state that lasts
 */
public record CatalogEntry(StreamDescription stream, Map<String, String> tags, Optional<Instant> dueAt) {
    public CatalogEntry {
        tags = Map.copyOf(tags);
    }

    public StreamName name() {
        return stream.name();
    }

    boolean isDue(Instant now) {
        return dueAt.filter(at -> !at.isAfter(now)).isPresent();
    }
}
