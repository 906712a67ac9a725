package dev.millrace.gateway.call.query;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;

/**
 * Messages as XML, by hand: the JDK's writer neither escapes carriage returns nor leaves out what XML cannot say. A member with
 * presence is written when it is there, every other always; an empty list of a result is written as an empty element, by which
 * clients tell it from one they did not ask for.
 */
final class QueryXml {
    private final StringBuilder text = new StringBuilder(512);

    QueryXml open(String element) {
        text.append('<').append(element).append('>');
        return this;
    }

    QueryXml open(String element, String namespace) {
        text.append('<').append(element).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    QueryXml close(String element) {
        text.append("</").append(element).append('>');
        return this;
    }

    QueryXml element(String name, String value) {
        open(name);
        escape(value);
        return close(name);
    }

    /** The members of a result. */
    QueryXml result(Message message) {
        members(message, true);
        return this;
    }

    private void members(Message message, boolean withEmptyLists) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                List<?> elements = (List<?>) message.getField(field);
                if (withEmptyLists || !elements.isEmpty()) {
                    list(field, elements);
                }
            } else if (!field.hasPresence() || message.hasField(field)) {
                member(Members.nameOf(field), field, message.getField(field));
            }
        }
    }

    private void list(FieldDescriptor field, List<?> elements) {
        String name = Members.nameOf(field);
        open(name);
        elements.forEach(element -> member("member", field, element));
        close(name);
    }

    private void member(String name, FieldDescriptor field, Object value) {
        open(name);
        if (value instanceof Timestamp timestamp) {
            text.append(Instant.ofEpochSecond(timestamp.getSeconds()));
        } else if (value instanceof Message message) {
            members(message, false);
        } else {
            escape(Members.textOf(field, value));
        }
        close(name);
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                // As itself it would be read as a line feed.
                case '\r' -> text.append("&#13;");
                default -> text.append(isXml(c) ? c : '\uFFFD');
            }
        }
    }

    /** XML 1.0 has no way to write most control characters. */
    private static boolean isXml(char c) {
        return c >= ' ' && c != '\uFFFE' && c != '\uFFFF' || c == '\n' || c == '\t';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
