package dev.millrace.gateway.call.json;

import com.google.protobuf.Message;
import java.util.Optional;

/**
 * An answer of the JSON protocol.
 *
 * @param body JSON
 * @param error the error's name; empty for a success
 */
public record JsonAnswer(int status, byte[] body, Optional<String> error) {
    public static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private static final int OK = 200;
    private static final byte[] NOTHING = {};

    static JsonAnswer success(Optional<Message> result) {
        return new JsonAnswer(OK, result.map(JsonMessages::write).orElse(NOTHING), Optional.empty());
    }

    static JsonAnswer failure(JsonError error) {
        return new JsonAnswer(error.status(), JsonMessages.write(error), Optional.of(error.type()));
    }
}
