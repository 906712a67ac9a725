package dev.millrace.protocol.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** A value has another type than its member: the body is well formed but is not this operation's input. */
public final class WireTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** How much of a refused value is repeated to the caller; AWS repeats all of it. */
    private static final int LONGEST_QUOTE = 1024;

    private static final String AWS_NUMBER = "com.amazon.coral.value.json.numbers.TruncatingBigNumber";

    private WireTypeException(String message) {
        // Without a stack trace: it is an answer to a client, and a client can ask for many of them.
        super(message, null, false, false);
    }

    /**
     * The words of AWS for what stands where something else was wanted.
     *
     * @param wanted the type with its article, or the whole message where AWS does not say what it found
     */
    static WireTypeException of(@Nullable JsonToken found, String wanted) {
        if (found == JsonToken.START_ARRAY) {
            return new WireTypeException("Start of list found where not expected");
        }
        if (found == JsonToken.START_OBJECT) {
            return new WireTypeException("Start of structure or map found where not expected.");
        }
        if (wanted.startsWith("Expected ")) {
            return new WireTypeException(wanted);
        }
        return new WireTypeException("class " + javaType(found) + " can not be converted to " + wanted);
    }

    /** The words of AWS for a text that is no value of the type. */
    static WireTypeException ofValue(String text, String wanted) {
        String quoted = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
        return new WireTypeException("'" + quoted + "' can not be converted to " + wanted);
    }

    /** The types that AWS reads values as, with which its messages give them away. */
    private static String javaType(@Nullable JsonToken found) {
        if (found == JsonToken.VALUE_TRUE || found == JsonToken.VALUE_FALSE) {
            return "java.lang.Boolean";
        }
        if (found == JsonToken.VALUE_STRING) {
            return "java.lang.String";
        }
        return found == JsonToken.VALUE_EMBEDDED_OBJECT ? "java.nio.HeapByteBuffer" : AWS_NUMBER;
    }
}
