package dev.millrace.gateway.rest.record;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a record's data in the form that was asked for. Data that has no such form is written in the next one that it has:
 * JSON, text, base64; and the record says which one it came to.
 */
final class ReadableData {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ReadableData() {}

    /** Writes the members {@code data} and {@code as}. */
    static void write(JsonGenerator out, StoredRecord record, DataForm wanted) {
        Optional<String> text = wanted == DataForm.BASE64 ? Optional.empty() : text(record);
        out.writeName("data");
        if (text.isEmpty()) {
            out.writeString(base64(record));
            out.writeStringProperty("as", DataForm.BASE64.wireName());
        } else if (wanted == DataForm.JSON && isJson(text.get())) {
            out.writeRawValue(text.get());
            out.writeStringProperty("as", DataForm.JSON.wireName());
        } else {
            out.writeString(text.get());
            out.writeStringProperty("as", DataForm.TEXT.wireName());
        }
    }

    private static String base64(StoredRecord record) {
        ByteBuffer encoded =
                Base64.getEncoder().encode(ByteBuffer.wrap(record.array(), record.offset(), record.length()));
        return StandardCharsets.ISO_8859_1.decode(encoded).toString();
    }

    /** The data as text, if it is valid UTF-8 and has none of the characters that only binary data has. */
    private static Optional<String> text(StoredRecord record) {
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record.array(), record.offset(), record.length()));
            return text.chars().anyMatch(ReadableData::isBinary) ? Optional.empty() : Optional.of(text.toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private static boolean isBinary(int character) {
        return character < ' ' && character != '\t' && character != '\n' && character != '\r';
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (JacksonException notJson) {
            return false;
        }
    }
}
