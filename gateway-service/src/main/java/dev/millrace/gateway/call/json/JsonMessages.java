package dev.millrace.gateway.call.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RequestErrors;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * Messages as JSON of AWS's dialect: member {@code key_id} is {@code KeyId}, bytes are base64, a time is a number of seconds. A
 * member with presence is written when it is there, every other always.
 */
final class JsonMessages {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int NANOS_PER_MILLI = 1_000_000;

    private JsonMessages() {}

    static void read(JsonNode members, Message.Builder into) {
        for (FieldDescriptor field : into.getDescriptorForType().getFields()) {
            JsonNode given = members.path(nameOf(field));
            if (given.isMissingNode() || given.isNull()) {
                continue;
            }
            if (field.isMapField()) {
                readMap(given, field, into);
            } else if (field.isRepeated()) {
                require(given.isArray(), field);
                given.forEach(element -> into.addRepeatedField(field, value(element, field, into)));
            } else {
                into.setField(field, value(given, field, into));
            }
        }
    }

    private static void readMap(JsonNode given, FieldDescriptor field, Message.Builder into) {
        require(given.isObject(), field);
        FieldDescriptor valueField = field.getMessageType().findFieldByName("value");
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            MapEntry.Builder<?, ?> entry = (MapEntry.Builder<?, ?>) into.newBuilderForField(field);
            entry.setField(field.getMessageType().findFieldByName("key"), member.getKey());
            entry.setField(valueField, value(member.getValue(), valueField, into));
            into.addRepeatedField(field, entry.build());
        }
    }

    private static Object value(JsonNode given, FieldDescriptor field, Message.Builder owner) {
        return switch (field.getJavaType()) {
            case STRING -> {
                require(given.isString(), field);
                yield given.stringValue();
            }
            case BOOLEAN -> {
                require(given.isBoolean(), field);
                yield given.booleanValue();
            }
            case INT -> {
                require(given.isIntegralNumber() && given.canConvertToInt(), field);
                yield given.intValue();
            }
            case LONG -> {
                require(given.isIntegralNumber() && given.canConvertToLong(), field);
                yield given.longValue();
            }
            case BYTE_STRING -> bytes(given, field);
            case MESSAGE -> {
                Message.Builder builder = owner.newBuilderForField(field);
                if (builder instanceof Timestamp.Builder time) {
                    yield time(given, field, time);
                }
                require(given.isObject(), field);
                read(given, builder);
                yield builder.build();
            }
            default -> throw new IllegalStateException("no request has a " + field.getJavaType());
        };
    }

    private static ByteString bytes(JsonNode given, FieldDescriptor field) {
        require(given.isString(), field);
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(given.stringValue()));
        } catch (IllegalArgumentException notBase64) {
            throw wrongType(field);
        }
    }

    private static Timestamp time(JsonNode given, FieldDescriptor field, Timestamp.Builder into) {
        require(given.isNumber(), field);
        BigDecimal seconds = given.decimalValue();
        require(seconds.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0, field);
        long millis = seconds.movePointRight(3).longValue();
        return into.setSeconds(Math.floorDiv(millis, 1000L))
                .setNanos((int) Math.floorMod(millis, 1000L) * NANOS_PER_MILLI)
                .build();
    }

    private static void require(boolean ofTheType, FieldDescriptor field) {
        if (!ofTheType) {
            throw wrongType(field);
        }
    }

    private static KinesisException wrongType(FieldDescriptor field) {
        return RequestErrors.wrongType("The value of " + nameOf(field) + " is not of its type");
    }

    static byte[] write(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(message, json);
        }
        return bytes.toByteArray();
    }

    static byte[] write(JsonError error) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject().writeStringProperty("__type", error.type());
            if (!error.message().isEmpty()) {
                json.writeStringProperty("message", error.message());
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(Message message, JsonGenerator json) {
        json.writeStartObject();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isMapField()) {
                json.writeName(nameOf(field)).writeStartObject();
                for (Object entry : (List<?>) message.getField(field)) {
                    MapEntry<?, ?> pair = (MapEntry<?, ?>) entry;
                    json.writeStringProperty(
                            pair.getKey().toString(), pair.getValue().toString());
                }
                json.writeEndObject();
            } else if (field.isRepeated()) {
                json.writeName(nameOf(field)).writeStartArray();
                ((List<?>) message.getField(field)).forEach(element -> write(element, json));
                json.writeEndArray();
            } else if (!field.hasPresence() || message.hasField(field)) {
                json.writeName(nameOf(field));
                write(message.getField(field), json);
            }
        }
        json.writeEndObject();
    }

    private static void write(Object value, JsonGenerator json) {
        if (value instanceof Timestamp time) {
            json.writeNumber(BigDecimal.valueOf(time.getSeconds() * 1000 + time.getNanos() / NANOS_PER_MILLI, 3));
        } else if (value instanceof Message message) {
            write(message, json);
        } else if (value instanceof ByteString bytes) {
            json.writeBinary(bytes.toByteArray());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else {
            json.writeString(value.toString());
        }
    }

    /** {@code key_id} is {@code KeyId}, unless the message says another name. */
    private static String nameOf(FieldDescriptor field) {
        String name = field.getJsonName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
