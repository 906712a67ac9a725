package dev.millrace.gateway.call.json;

import com.google.protobuf.Message;
import dev.millrace.gateway.front.request.RequestBody;
import dev.millrace.protocol.error.RequestErrors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The members of a request. Those that an operation does not have are ignored, as AWS does. */
public final class JsonBody {
    private static final int DEEPEST = 16;
    /** Far more than the longest document that any operation takes. */
    private static final int LARGEST = 512 * 1024;

    /** Far more as well. Names may be chosen so that their hashes are all the same, which makes each cost more than the one before. */
    private static final int MOST_TOKENS = 5_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode members;

    private JsonBody(JsonNode members) {
        this.members = members;
    }

    /** Reads a body; a KinesisException SerializationException if it is no JSON object. */
    static JsonBody parse(RequestBody body) {
        if (body.length() > LARGEST) {
            throw RequestErrors.malformedBody();
        }
        try {
            JsonNode members = JSON.readTree(body.bytes(), 0, body.length());
            if (!members.isObject()) {
                throw RequestErrors.malformedBody();
            }
            return new JsonBody(members);
        } catch (JacksonException malformed) {
            throw RequestErrors.malformedBody();
        }
    }

    /**
     * The members that a message describes.
     *
     * @throws dev.millrace.protocol.error.KinesisException a SerializationException for a value of the wrong type
     */
    public <M extends Message> M read(M prototype) {
        Message.Builder builder = prototype.newBuilderForType();
        JsonMessages.read(members, builder);
        @SuppressWarnings("unchecked") // a builder builds what its prototype is
        M message = (M) builder.build();
        return message;
    }
}
