package dev.millrace.protocol.constraint;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as a constraint failure repeats it to the caller: none of a blob or a list, but texts, numbers and maps. */
final class PrintedValue {
    /** AWS repeats values whole; we stop here, so that a request cannot ask for an answer of its own size. */
    private static final int LONGEST = 1024;

    private PrintedValue() {}

    /** What stands between "Value" and "at", with a space before it unless it is nothing. */
    static String of(@Nullable Object value) {
        if (value instanceof byte[] || value instanceof List<?>) {
            return "";
        }
        return value == null ? " null" : " '" + text(value) + "'";
    }

    private static String text(Object value) {
        StringBuilder text = new StringBuilder();
        if (value instanceof Map<?, ?> map) {
            appendAll(map, text);
        } else {
            append(value, text);
        }
        return text.toString();
    }

    private static void appendAll(Map<?, ?> map, StringBuilder text) {
        text.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (text.length() > LONGEST) {
                break;
            }
            append(entry.getKey(), text.append(separator));
            append(entry.getValue(), text.append('='));
            separator = ", ";
        }
        text.append('}');
    }

    /** Strings and numbers print as they are; anything else as its type, so that no record data does. */
    private static void append(Object value, StringBuilder text) {
        if (value instanceof String string) {
            text.append(string.length() <= LONGEST ? string : string.substring(0, LONGEST) + "...");
        } else if (value instanceof Number) {
            text.append(value);
        } else {
            text.append(value.getClass().getSimpleName());
        }
    }
}
