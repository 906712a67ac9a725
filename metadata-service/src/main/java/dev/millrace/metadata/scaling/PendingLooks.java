package dev.millrace.metadata.scaling;

import dev.millrace.stream.StreamId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which on-demand streams there is a reason to look at: those that were reported to this instance as written to, and those
 * that are not as they were at the last look. So streams that nobody writes to cost nothing. What is written to a stream is reported
 * again and again, so some instance always has a reason.
 */
final class PendingLooks {
    private final Set<StreamId> written = ConcurrentHashMap.newKeySet();
    private final Map<StreamId, Long> lookedAt = new ConcurrentHashMap<>();

    /** A stream was written to since the last look. */
    void written(StreamId stream) {
        written.add(stream);
    }

    boolean isDue(StreamId stream, long version) {
        return written.contains(stream) || !Long.valueOf(version).equals(lookedAt.get(stream));
    }

    /** A look begins; reports that come from now on are a reason for the next one. */
    void begin(StreamId stream) {
        written.remove(stream);
    }

    /** A look at this version of the stream has come to its end. */
    void done(StreamId stream, long version) {
        lookedAt.put(stream, version);
    }

    /** Forgets all others. */
    void retain(Collection<StreamId> streams) {
        lookedAt.keySet().retainAll(streams);
        written.retainAll(streams);
    }
}
