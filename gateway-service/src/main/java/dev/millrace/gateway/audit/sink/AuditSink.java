package dev.millrace.gateway.audit.sink;

import java.io.IOException;
import java.util.List;

/** A place that events are written to, by one thread that does nothing else. */
public interface AuditSink extends AutoCloseable {
    /** For metrics and the log. */
    String name();

    /**
     * Writes events, all or none. May block; it does so for some seconds at most.
     *
     * @throws IOException if they are not written, and are to be tried again
     */
    void write(List<RecordedEvent> events) throws IOException, InterruptedException;

    @Override
    void close();
}
