package dev.millrace.gateway.audit.event;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.millrace.protocol.message.AuditedMembers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an event tells of the requests and answers of services that are described by messages: the members that the description
 * has, except for those that it marks as secret ({@code debug_redact}). What a caller sends besides is not recorded.
 */
public final class MessageParameters {
    private MessageParameters() {}

    public static AuditedMembers of(Message message) {
        AuditedMembers told = new AuditedMembers();
        message.getAllFields().forEach((field, value) -> {
            if (isTold(field)) {
                told.with(field.getJsonName(), value(field, value));
            }
        });
        return told;
    }

    /** Bytes are what was encrypted or is to be, and never recorded. */
    private static boolean isTold(FieldDescriptor field) {
        return !field.getOptions().getDebugRedact() && field.getJavaType() != FieldDescriptor.JavaType.BYTE_STRING;
    }

    private static Object value(FieldDescriptor field, Object value) {
        if (field.isMapField()) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (Object element : (List<?>) value) {
                MapEntry<?, ?> entry = (MapEntry<?, ?>) element;
                map.put(String.valueOf(entry.getKey()), entry.getValue());
            }
            return map;
        }
        return field.isRepeated()
                ? ((List<?>) value).stream().map(MessageParameters::single).toList()
                : single(value);
    }

    private static Object single(Object value) {
        if (value instanceof Timestamp timestamp) {
            return Instant.ofEpochSecond(timestamp.getSeconds()).toString();
        }
        if (value instanceof Message message) {
            return of(message);
        }
        return value instanceof EnumValueDescriptor constant ? constant.getName() : value;
    }
}
