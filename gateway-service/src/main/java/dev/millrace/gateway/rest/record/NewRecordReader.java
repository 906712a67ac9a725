package dev.millrace.gateway.rest.record;

import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a record from its JSON by streaming:
 *
 * <pre>{@code
 * {"partitionKey": "user-1", "data": "text"}
 * {"partitionKey": "user-1", "data": {"any": ["json"]}}
 * {"partitionKey": "user-1", "data": "aGVsbG8=", "as": "base64"}
 * }</pre>
 *
 * JSON data is taken as the very bytes that stand there, so that no number loses a digit and no white space is lost.
 */
final class NewRecordReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] text;
    private final @Nullable DataForm usualForm;
    private @Nullable String partitionKey;
    private @Nullable String explicitHashKey;
    private @Nullable String sequenceNumberForOrdering;
    private @Nullable DataForm form;
    private byte @Nullable [] value;
    private boolean valueIsString;
    private @Nullable String string;

    private NewRecordReader(byte[] text, @Nullable DataForm usualForm) {
        this.text = text;
        this.usualForm = usualForm;
    }

    /**
     * The record of a JSON object.
     *
     * @param usualForm of data for which the object itself does not say; when null, a string is text, and all else JSON
     * @throws KinesisException a SerializationException that says what is wrong with it, without quoting it
     */
    static NewRecord read(byte[] text, @Nullable DataForm usualForm) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            NewRecordReader reader = new NewRecordReader(text, usualForm);
            reader.readObject(parser);
            if (parser.nextToken() != null) {
                throw RequestErrors.wrongType("Something follows the record's JSON object.");
            }
            return reader.record();
        } catch (JacksonException malformed) {
            throw RequestErrors.wrongType("The record is not JSON.");
        }
    }

    private void readObject(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw RequestErrors.wrongType("A record is a JSON object.");
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "partitionKey" -> partitionKey = string(name, token, parser);
                case "explicitHashKey" -> explicitHashKey = string(name, token, parser);
                case "sequenceNumberForOrdering" -> sequenceNumberForOrdering = string(name, token, parser);
                case "as" -> form = DataForm.named(string(name, token, parser));
                case "data" -> readValue(token, parser);
                default ->
                    throw RequestErrors.wrongType("The record has an unknown member; known are partitionKey, data, "
                            + "as, explicitHashKey, sequenceNumberForOrdering.");
            }
        }
    }

    private static String string(String name, JsonToken token, JsonParser parser) {
        if (token != JsonToken.VALUE_STRING) {
            throw RequestErrors.wrongType("The member " + name + " must be a string.");
        }
        return parser.getString();
    }

    private void readValue(JsonToken token, JsonParser parser) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        valueIsString = token == JsonToken.VALUE_STRING;
        if (valueIsString) {
            string = parser.getString();
        } else {
            parser.skipChildren();
            parser.finishToken();
        }
        value = Arrays.copyOfRange(text, start, (int) parser.currentLocation().getByteOffset());
    }

    private NewRecord record() {
        return new NewRecord(partitionKey, explicitHashKey, sequenceNumberForOrdering, data());
    }

    private byte @Nullable [] data() {
        String content = string;
        DataForm asked = form == null ? usualForm : form;
        if (value == null || asked == DataForm.JSON || (asked == null && !valueIsString)) {
            return value;
        }
        if (content == null) {
            throw RequestErrors.wrongType("The member data must be a string, unless as is json.");
        }
        if (asked != DataForm.BASE64) {
            return content.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException notBase64) {
            throw RequestErrors.wrongType("The member data is not base64.");
        }
    }
}
