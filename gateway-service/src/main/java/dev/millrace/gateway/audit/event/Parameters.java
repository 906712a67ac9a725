package dev.millrace.gateway.audit.event;

import dev.millrace.protocol.message.MissingMemberException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Members of a request or an answer that an event may have, in the order in which they were put here. What all of them take is
 * bounded; what goes beyond it is left out, and the event says so.
 */
public final class Parameters {
    /** The longest document that any operation takes fits. */
    private static final int MOST_CHARACTERS = 24 * 1024;

    private final Map<String, Object> members = new LinkedHashMap<>();
    private int left = MOST_CHARACTERS;
    private boolean complete = true;

    /** A value that may be absent. An element of a list or map has its own Parameters, or is a text. */
    public Parameters with(String name, @Nullable Object value) {
        if (value != null) {
            put(name, value);
        }
        return this;
    }

    /** A value that the request may lack although it must not: that is for its validation to tell. */
    public Parameters with(String name, Supplier<?> value) {
        try {
            return with(name, value.get());
        } catch (MissingMemberException absent) {
            return this;
        }
    }

    private void put(String name, Object value) {
        Object kept = value instanceof Enum<?> || value instanceof Instant ? value.toString() : value;
        int size = name.length() + sizeOf(kept);
        if (size > left) {
            complete = false;
            return;
        }
        left -= size;
        complete &= !(kept instanceof Parameters part) || part.complete;
        members.put(name, kept);
    }

    private static int sizeOf(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof Parameters part) {
            return MOST_CHARACTERS - part.left;
        }
        if (value instanceof Collection<?> elements) {
            return saturated(elements.stream().mapToLong(Parameters::sizeOf).sum());
        }
        if (value instanceof Map<?, ?> map) {
            return saturated(map.entrySet().stream()
                    .mapToLong(entry -> (long) sizeOf(entry.getKey()) + sizeOf(entry.getValue()))
                    .sum());
        }
        return Long.BYTES;
    }

    private static int saturated(long size) {
        return (int) Math.min(size, MOST_CHARACTERS + 1L);
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether nothing had to be left out. */
    boolean isComplete() {
        return complete;
    }

    void writeTo(JsonGenerator json) {
        json.writeStartObject();
        members.forEach((name, value) -> {
            json.writeName(name);
            write(value, json);
        });
        json.writeEndObject();
    }

    private static void write(Object value, JsonGenerator json) {
        if (value instanceof Parameters part) {
            part.writeTo(json);
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
