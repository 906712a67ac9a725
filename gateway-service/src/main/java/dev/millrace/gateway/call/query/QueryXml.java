package dev.millrace.gateway.call.query;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Messages as XML. A member with presence is written when it is there, every other always; an empty list of a result is written as
 * an empty element, by which clients tell it from one they did not ask for.
 */
final class QueryXml {
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private final StringWriter text = new StringWriter(512);
    private final XMLStreamWriter xml;

    QueryXml() {
        try {
            xml = WRITERS.createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    QueryXml open(String element) {
        return write(() -> xml.writeStartElement(element));
    }

    QueryXml open(String element, String namespace) {
        return write(() -> {
            xml.writeStartElement(element);
            xml.writeDefaultNamespace(namespace);
        });
    }

    /** @param element the innermost that is open; said for those that read the call */
    QueryXml close(String element) {
        return write(xml::writeEndElement);
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
            escape(Instant.ofEpochSecond(timestamp.getSeconds()).toString());
        } else if (value instanceof Message message) {
            members(message, false);
        } else {
            escape(Members.textOf(field, value));
        }
        close(name);
    }

    /**
     * What the JDK's writer leaves as it is, but readers would take for something else: a carriage return, which is read as a line feed,
     * and characters that XML 1.0 has no way to write.
     */
    private void escape(String value) {
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\r' && c != '"' && isXml(c)) {
                continue;
            }
            characters(value.substring(written, i));
            switch (c) {
                case '\r' -> write(() -> xml.writeEntityRef("#13"));
                case '"' -> write(() -> xml.writeEntityRef("quot"));
                default -> characters("\uFFFD");
            }
            written = i + 1;
        }
        characters(value.substring(written));
    }

    private void characters(String plain) {
        write(() -> xml.writeCharacters(plain));
    }

    private static boolean isXml(char c) {
        return c >= ' ' && c != '\uFFFE' && c != '\uFFFF' || c == '\n' || c == '\t';
    }

    private QueryXml write(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("into memory", e);
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    @Override
    public String toString() {
        write(xml::flush);
        return text.toString();
    }
}
