package dev.millrace.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.sym.PropertyNameMatcher;

/**
 * Reads one body by streaming, straight into typed values. A structure is read as
 *
 * <pre>{@code
 * for (Member member = in.beginStructure(); member != null; member = in.nextMember()) {
 *     switch (member) {
 *         case STREAM_NAME -> streamName = in.string();
 *         default -> in.skip();
 *     }
 * }
 * }</pre>
 *
 * A member that is null counts as absent and one that no operation has is passed over; neither is ever returned. Every
 * read of a value takes the whole value. A value of the wrong type throws {@link WireTypeException}, after which
 * {@link #isWellFormedToTheEnd()} tells whether the rest parses; a body that does not parse throws Jackson's
 * {@link JacksonException}.
 */
public final class WireReader implements AutoCloseable {
    /**
     * How many elements of a list or map are kept, of which the model allows 500 at most: enough to tell that there are too
     * many, without letting a body of empty elements grow to a multiple of its size in memory.
     */
    private static final int MOST_KEPT = 1000;

    private static final String TIME = "milliseconds since epoch";

    private final JsonParser parser;
    private final PropertyNameMatcher names;
    /** The body for reading JSON blobs in place; null where Jackson's own way is as good. */
    private final byte @Nullable [] json;

    private final int offset;
    private final int end;

    private WireReader(JsonParser parser, PropertyNameMatcher names, byte @Nullable [] json, int offset, int length) {
        this.parser = parser;
        this.names = names;
        this.json = json;
        this.offset = offset;
        this.end = offset + length;
    }

    /** A reader that stands before the body's one value. */
    public static WireReader open(WireFormat format, byte[] body, int offset, int length) {
        TokenStreamFactory factory = WireParsers.factory(format);
        JsonParser parser = factory.createParser(ObjectReadContext.empty(), body, offset, length);
        return new WireReader(
                parser, WireParsers.memberNames(format), format == WireFormat.JSON ? body : null, offset, length);
    }

    /** Steps onto the body's one value. A text, a number, true, false or null is none: to AWS it does not parse. */
    public void begin() {
        JsonToken token = parser.nextToken();
        if (token == null || token.isScalarValue()) {
            throw new StreamReadException(parser, "no structure");
        }
    }

    /** Enters the structure that the reader stands on; its first member, or null when it has none. */
    public @Nullable Member beginStructure() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw mistyped("Expected null");
        }
        return nextMember();
    }

    /** The next member of the structure, its value being the current one, or null after the last. */
    public @Nullable Member nextMember() {
        while (true) {
            int index = parser.nextNameMatch(names);
            if (index == PropertyNameMatcher.MATCH_END_OBJECT) {
                return null;
            }
            JsonToken value = parser.nextToken();
            if (value == null || index == PropertyNameMatcher.MATCH_ODD_TOKEN) {
                throw new StreamReadException(parser, "a member was expected");
            }
            if (index >= 0 && value != JsonToken.VALUE_NULL) {
                return Member.at(index);
            }
            skip();
        }
    }

    /** Passes over the current value, whatever it holds, as long as that parses. */
    public void skip() {
        int outside = depth() - (parser.currentToken().isStructStart() ? 1 : 0);
        // Jackson reads a string only when asked to, and would miss what is wrong in one.
        parser.finishToken();
        while (depth() > outside) {
            if (advance() == null) {
                throw new StreamReadException(parser, "unexpected end");
            }
            parser.finishToken();
        }
    }

    public String string() {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mistyped("an String");
        }
        return parser.getString();
    }

    /** A number without its fraction; one beyond an int becomes the nearest int, so that the constraints answer it. */
    public Integer integer() {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, wholeNumber()));
    }

    private long wholeNumber() {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw mistyped("an Integer");
        }
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        return (long) number("an Integer");
    }

    /** True or false, also as the texts that AWS takes for them. */
    public Boolean bool() {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw mistyped("an Boolean");
        }
        String text = parser.getString().toUpperCase(Locale.ROOT);
        return switch (text) {
            case "TRUE", "YES", "1" -> true;
            case "FALSE", "NO", "0" -> false;
            default -> throw WireTypeException.ofValue(text, "an Boolean");
        };
    }

    /**
     * A point in time to the millisecond. JSON has epoch seconds, whole or with a fraction. CBOR has epoch milliseconds as
     * an integer, as the SDKs write them; a floating-point number there is epoch seconds, as the CBOR standard has it.
     */
    public Instant timestamp() {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT && json == null) {
            return Instant.ofEpochMilli(wholeNumber());
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            // A double holds today's epoch milliseconds exactly, and what it cannot hold is beyond any stream's life.
            return Instant.ofEpochMilli(Math.round(number(TIME) * 1000));
        }
        throw mistyped(TIME);
    }

    /** CBOR can write what is called "not a number", and is none. */
    private double number(String wanted) {
        double number = parser.getDoubleValue();
        if (Double.isNaN(number)) {
            throw mistyped(wanted);
        }
        return number;
    }

    /** Bytes: base64 in JSON, a byte string in CBOR. */
    public byte[] blob() {
        JsonToken token = parser.currentToken();
        if (json == null) {
            if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
                return parser.getBinaryValue();
            }
            throw mistyped("a Blob");
        }
        if (token != JsonToken.VALUE_STRING) {
            throw mistyped("a Blob");
        }
        byte[] inPlace = blobInPlace(json);
        return inPlace != null ? inPlace : blobFromText(parser.getString());
    }

    /** The elements of a list of strings, without nulls. */
    public List<String> strings() {
        beginList();
        List<String> values = new ArrayList<>();
        while (nextElement()) {
            if (values.size() == MOST_KEPT) {
                skip();
            } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                values.add(string());
            }
        }
        return values;
    }

    /** The elements of a list of structures; a null is read as a structure without members. */
    public <T> List<T> structures(Function<WireReader, T> element, T whenNull) {
        beginList();
        List<T> values = new ArrayList<>();
        while (nextElement()) {
            if (values.size() == MOST_KEPT) {
                skip();
            } else {
                values.add(parser.currentToken() == JsonToken.VALUE_NULL ? whenNull : element.apply(this));
            }
        }
        return values;
    }

    /** A map of strings in the order of the body, without null values. */
    public Map<String, String> stringMap() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw mistyped("Expected map or null");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (values.size() == MOST_KEPT) {
                skip();
            } else if (value != JsonToken.VALUE_NULL) {
                values.put(key, string());
            }
        }
        return values;
    }

    /** Reads on to the end of the body: whether all that is left parses, and nothing follows the one value. */
    public boolean isWellFormedToTheEnd() {
        try {
            parser.finishToken();
            while (depth() > 0) {
                if (advance() == null) {
                    return false;
                }
                parser.finishToken();
            }
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    /**
     * To the next token, and if that is a name, by the names that we know. Jackson's other way looks into a table of all names
     * that were ever read, where in CBOR some that are no text are taken for others that are.
     */
    private @Nullable JsonToken advance() {
        parser.nextNameMatch(names);
        return parser.currentToken();
    }

    private int depth() {
        return parser.streamReadContext().getNestingDepth();
    }

    private void beginList() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw mistyped("Expected list or null");
        }
    }

    private boolean nextElement() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new StreamReadException(parser, "an element was expected");
        }
        return token != JsonToken.END_ARRAY;
    }

    /** Reads base64 where it stands in the body; null when it is not plain canonical base64, to be looked at closer. */
    private byte @Nullable [] blobInPlace(byte[] body) {
        long start = parser.currentTokenLocation().getByteOffset();
        if (start < 0 || start >= end - offset || body[offset + (int) start] != '"') {
            return null;
        }
        int from = offset + (int) start + 1;
        int to = JsonText.indexOfQuote(body, from, end);
        return to < end ? Base64Text.decode(body, from, to) : null;
    }

    private static byte[] blobFromText(String text) {
        // Characters outside Latin-1 turn into '?', which is outside the alphabet as well.
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] decoded = Base64Text.decode(ascii, 0, ascii.length);
        if (decoded == null) {
            throw WireTypeException.ofValue(text, "a Blob: " + Base64Text.fault(text));
        }
        return decoded;
    }

    private WireTypeException mistyped(String wanted) {
        return WireTypeException.of(parser.currentToken(), wanted);
    }
}
