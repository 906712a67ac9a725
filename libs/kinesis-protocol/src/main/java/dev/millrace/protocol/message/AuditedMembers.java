package dev.millrace.protocol.message;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an audit record tells of a request or an answer: the members that were put here, in that order, and no others. What all of
 * them take is bounded; what goes beyond it is left out, and the record says so.
 */
public final class AuditedMembers {
    /** The longest document that any operation takes fits. */
    private static final int MOST_CHARACTERS = 24 * 1024;

    private final Map<String, Object> members = new LinkedHashMap<>();
    private int left = MOST_CHARACTERS;
    private boolean complete = true;

    /** Those of most requests about a stream. */
    static AuditedMembers ofStream(@Nullable String name, @Nullable String arn) {
        return new AuditedMembers().with("streamName", name).with("streamARN", arn);
    }

    /** A value that may be absent. An element of a list or map has members itself, or is a text. */
    public AuditedMembers with(String name, @Nullable Object value) {
        if (value != null) {
            put(name, value);
        }
        return this;
    }

    private void put(String name, Object value) {
        Object kept = value instanceof Enum<?> || value instanceof Instant ? value.toString() : value;
        int size = name.length() + sizeOf(kept);
        if (size > left) {
            complete = false;
            return;
        }
        left -= size;
        complete &= !(kept instanceof AuditedMembers part) || part.complete;
        members.put(name, kept);
    }

    private static int sizeOf(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof AuditedMembers part) {
            return MOST_CHARACTERS - part.left;
        }
        if (value instanceof Collection<?> elements) {
            return saturated(elements.stream().mapToLong(AuditedMembers::sizeOf).sum());
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

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether nothing had to be left out. */
    public boolean isComplete() {
        return complete;
    }

    /** In their order. A value is a text, a number, a truth value, a list or map of those, or has members itself. */
    public void forEach(BiConsumer<String, Object> action) {
        members.forEach(action);
    }
}
