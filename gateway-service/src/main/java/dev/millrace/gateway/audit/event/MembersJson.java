package dev.millrace.gateway.audit.event;

import dev.millrace.protocol.message.AuditedMembers;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes what an event tells of a request or an answer. */
final class MembersJson {
    private MembersJson() {}

    static void write(AuditedMembers members, JsonGenerator json) {
        json.writeStartObject();
        members.forEach((name, value) -> {
            json.writeName(name);
            write(value, json);
        });
        json.writeEndObject();
    }

    private static void write(Object value, JsonGenerator json) {
        if (value instanceof AuditedMembers part) {
            write(part, json);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, element) -> {
                json.writeName(EventJson.writable(String.valueOf(name)));
                write(element, json);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> elements) {
            json.writeStartArray();
            elements.forEach(element -> write(element, json));
            json.writeEndArray();
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            json.writeString(EventJson.writable(value.toString()));
        }
    }
}
