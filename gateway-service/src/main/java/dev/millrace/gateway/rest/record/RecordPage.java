package dev.millrace.gateway.rest.record;

import dev.millrace.protocol.message.ChildShard;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records that were read at once.
 *
 * @param next the iterator that goes on after them; null at the end of a shard that is closed
 * @param childShards where the shard's hash keys went, once it ends
 */
record RecordPage(
        List<StoredRecord> records, @Nullable String next, long millisBehindLatest, List<ChildShard> childShards) {
    /** The page as JSON. It is written by hand because data may stand in it as the JSON that it is. */
    byte[] toJson(JsonMapper json, DataForm form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeName("records");
            out.writeStartArray();
            records.forEach(record -> write(out, record, form));
            out.writeEndArray();
            if (next != null) {
                out.writeStringProperty("next", next);
            }
            out.writeNumberProperty("millisBehindLatest", millisBehindLatest);
            if (!childShards.isEmpty()) {
                writeChildren(out);
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, StoredRecord record, DataForm form) {
        out.writeStartObject();
        record.writeMembers(out, form);
        out.writeEndObject();
    }

    private void writeChildren(JsonGenerator out) {
        out.writeName("childShards");
        out.writeStartArray();
        childShards.forEach(child -> out.writeString(child.shardId().toString()));
        out.writeEndArray();
    }
}
