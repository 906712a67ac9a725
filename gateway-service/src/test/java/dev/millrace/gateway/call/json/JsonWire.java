package dev.millrace.gateway.call.json;

import com.google.protobuf.Message;
import dev.millrace.gateway.front.request.RequestBody;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The wire form of messages, for tests of services. */
public final class JsonWire {
    private JsonWire() {}

    public static <M extends Message> M read(String json, M prototype) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonBody.parse(new RequestBody(bytes, bytes.length, null, null)).read(prototype);
    }

    public static String write(Message message) {
        return new String(JsonAnswer.success(Optional.of(message)).body(), StandardCharsets.UTF_8);
    }
}
