package dev.millrace.protocol.constraint;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as a constraint failure repeats it to the caller. */
final class PrintedValue {
    /** AWS repeats values whole; we stop here, so that a request cannot ask for an answer of its own size. */
    private static final int LONGEST = 1024;

    private PrintedValue() {}

    static String of(@Nullable Object value) {
        return value == null ? "null" : "'" + text(value) + "'";
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return "java.nio.HeapByteBuffer[pos=0 lim=" + bytes.length + " cap=" + bytes.length + "]";
        }
        StringBuilder text = new StringBuilder();
        if (value instanceof List<?> elements) {
            appendAll(elements, '[', ']', text);
        } else if (value instanceof Map<?, ?> map) {
            appendAll(map.entrySet(), '{', '}', text);
        } else {
            append(value, text);
        }
        return text.toString();
    }

    private static void appendAll(Collection<?> elements, char open, char close, StringBuilder text) {
        text.append(open);
        String separator = "";
        for (Object element : elements) {
            if (text.length() > LONGEST) {
                break;
            }
            text.append(separator);
            append(element, text);
            separator = ", ";
        }
        text.append(close);
    }

    /** Strings, numbers and entries print as they are; a structure prints as its type, so that no record data does. */
    private static void append(Object value, StringBuilder text) {
        if (value instanceof Map.Entry<?, ?> entry) {
            append(entry.getKey(), text);
            append(entry.getValue(), text.append('='));
        } else if (value instanceof String string) {
            text.append(string.length() <= LONGEST ? string : string.substring(0, LONGEST) + "...");
        } else if (value instanceof Number) {
            text.append(value);
        } else {
            text.append(value.getClass().getSimpleName());
        }
    }
}
