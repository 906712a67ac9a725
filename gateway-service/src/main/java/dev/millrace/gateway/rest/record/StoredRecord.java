package dev.millrace.gateway.rest.record;

import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/**
 * A record as it was read.
 *
 * @param array where the data is, with other things
 */
@SuppressWarnings("ArrayRecordComponent") // looked at once, never compared
public record StoredRecord(
        String sequenceNumber,
        Instant arrivedAt,
        String partitionKey,
        byte[] array,
        int offset,
        int length,
        boolean encrypted) {
    /** Writes what a reader sees of it, as members of a JSON object. */
    public void writeMembers(JsonGenerator out, DataForm form) {
        out.writeStringProperty("sequenceNumber", sequenceNumber);
        out.writeStringProperty("arrivedAt", arrivedAt.toString());
        out.writeStringProperty("partitionKey", partitionKey);
        ReadableData.write(out, this, form);
        if (encrypted) {
            out.writeBooleanProperty("encrypted", true);
        }
    }
}
