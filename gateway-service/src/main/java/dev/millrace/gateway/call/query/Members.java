package dev.millrace.gateway.call.query;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.millrace.identity.IdentityErrors;
import dev.millrace.identity.IdentityException;
import dev.millrace.internal.iam.v1.OptionsProto;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What the fields of messages are called on the wire, and how their values are written there. */
final class Members {
    private static final int MOST_DIGITS = 9;

    private Members() {}

    /** {@code user_name} is {@code UserName}. */
    static String nameOf(FieldDescriptor field) {
        String name = field.getJsonName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    static Object parse(FieldDescriptor field, String text) {
        return switch (field.getJavaType()) {
            case STRING -> text;
            case BOOLEAN -> parseBoolean(field, text);
            case INT -> parseInt(field, text);
            default -> throw new IllegalStateException("no form has a " + field.getJavaType());
        };
    }

    /** A text or number as it is; a policy document percent-encoded, as all of IAM's are. */
    static String textOf(FieldDescriptor field, Object value) {
        String text = value.toString();
        return field.getOptions().getExtension(OptionsProto.isDocument) ? percentEncoded(text) : text;
    }

    /** RFC 3986, in which a space is %20. */
    private static String percentEncoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** A place in a list, from 1 on. */
    static int index(String text) {
        if (!isNumber(text)) {
            throw IdentityErrors.validation("A list is numbered from 1 on: member.1, member.2, ...");
        }
        return Integer.parseInt(text);
    }

    private static boolean parseBoolean(FieldDescriptor field, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw malformed(field, "boolean");
        };
    }

    private static int parseInt(FieldDescriptor field, String text) {
        if (!isNumber(text)) {
            throw malformed(field, "number");
        }
        return Integer.parseInt(text);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static IdentityException malformed(FieldDescriptor field, String type) {
        return IdentityErrors.constraint(field.getJsonName(), "Member must be a " + type);
    }
}
