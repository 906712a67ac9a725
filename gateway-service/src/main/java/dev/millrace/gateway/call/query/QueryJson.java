package dev.millrace.gateway.call.query;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.millrace.gateway.front.request.RequestId;
import dev.millrace.identity.IdentityException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Answers as JSON, for clients that accept that in place of XML: the same members, with times as seconds of the epoch. */
final class QueryJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private QueryJson() {}

    static String success(String action, Optional<Message> result, RequestId id) {
        return write(json -> {
            json.writeStartObject().writeName(action + "Response").writeStartObject();
            result.ifPresent(it -> {
                json.writeName(action + "Result");
                write(it, json);
            });
            json.writeName("ResponseMetadata")
                    .writeStartObject()
                    .writeStringProperty("RequestId", id.id())
                    .writeEndObject()
                    .writeEndObject()
                    .writeEndObject();
        });
    }

    static String failure(IdentityException refusal, RequestId id) {
        return write(json -> json.writeStartObject()
                .writeName("Error")
                .writeStartObject()
                .writeStringProperty("Code", refusal.type().code())
                .writeStringProperty("Message", refusal.text())
                .writeStringProperty("Type", refusal.type().isFault() ? "Receiver" : "Sender")
                .writeEndObject()
                .writeStringProperty("RequestId", id.id())
                .writeEndObject());
    }

    private static String write(Consumer<JsonGenerator> body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            body.accept(json);
        }
        return text.toString();
    }

    private static void write(Message message, JsonGenerator json) {
        json.writeStartObject();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                json.writeName(Members.nameOf(field)).writeStartArray();
                ((List<?>) message.getField(field)).forEach(element -> writeValue(field, element, json));
                json.writeEndArray();
            } else if (!field.hasPresence() || message.hasField(field)) {
                json.writeName(Members.nameOf(field));
                writeValue(field, message.getField(field), json);
            }
        }
        json.writeEndObject();
    }

    private static void writeValue(FieldDescriptor field, Object value, JsonGenerator json) {
        if (value instanceof Timestamp time) {
            json.writeNumber(time.getSeconds());
        } else if (value instanceof Message message) {
            write(message, json);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else {
            json.writeString(Members.textOf(field, value));
        }
    }
}
