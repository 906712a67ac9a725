package dev.millrace.metadata.stream;

import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import java.util.Collection;

/**
 * Is told of every stream once, then of every change. The first three are called in order, one at a time, and only
 * take note; {@link #noted()} comes afterwards, from any thread, and may take its time.
 */
public interface StreamFollower {
    /** All streams at the moment that following began. */
    void startFrom(Collection<StreamDescription> streams);

    void changed(StreamDescription stream);

    void removed(StreamId id);

    /** There is something new to pass on. */
    void noted();
}
