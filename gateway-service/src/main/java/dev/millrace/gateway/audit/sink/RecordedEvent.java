package dev.millrace.gateway.audit.sink;

import dev.millrace.gateway.audit.event.AuditEvent;
import dev.millrace.gateway.audit.event.EventJson;

/**
 * An event as it waits to be written.
 *
 * @param json one object, without the end of a line
 */
@SuppressWarnings("ArrayRecordComponent") // made once, written, and never compared
public record RecordedEvent(AuditEvent event, byte[] json) {
    /** What an event takes besides its JSON: its members are the same texts, and there are some objects around them. */
    private static final int OVERHEAD = 1024;

    public static RecordedEvent of(AuditEvent event) {
        return new RecordedEvent(event, EventJson.encode(event));
    }

    /** About what it takes in memory. */
    long weight() {
        return 2L * json.length + OVERHEAD;
    }

    @Override
    public String toString() {
        return "RecordedEvent[" + event.id() + "]";
    }
}
