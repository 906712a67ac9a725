package dev.millrace.gateway.audit.event;

import dev.millrace.gateway.audit.event.AuditEvent.Outcome;
import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.gateway.front.request.TlsSession;
import dev.millrace.protocol.message.AuditedMembers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes events as CloudTrail does, one object on one line. */
public final class EventJson {
    private static final String VERSION = "1.11";
    private static final int USUAL_BYTES = 1024;

    private static final JsonFactory FACTORY = new JsonFactory();

    private EventJson() {}

    public static byte[] encode(AuditEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("eventVersion", VERSION);
            json.writeName("userIdentity");
            event.caller().writeTo(json);
            json.writeStringProperty(
                    "eventTime", event.time().truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeStringProperty("eventSource", event.operation().source());
            json.writeStringProperty("eventName", event.operation().name());
            json.writeStringProperty("awsRegion", event.region());
            writeOrigin(event, json);
            writeOutcome(event, json);
            writeRest(event, json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeOrigin(AuditEvent event, JsonGenerator json) {
        text(json, "sourceIPAddress", event.origin().sourceIp());
        text(json, "userAgent", event.origin().userAgent());
    }

    private static void writeOutcome(AuditEvent event, JsonGenerator json) {
        Outcome outcome = event.outcome();
        text(json, "errorCode", outcome.errorCode());
        text(json, "errorMessage", outcome.errorMessage());
        parameters(json, "requestParameters", event.asked().parameters());
        parameters(json, "responseElements", outcome.elements());
        json.writeObjectPropertyStart("additionalEventData");
        json.writeStringProperty("face", event.face().tag());
        json.writeNumberProperty("bytesTransferredIn", event.asked().bytes());
        json.writeNumberProperty("bytesTransferredOut", outcome.bytes());
        if (!isComplete(event.asked().parameters()) || !isComplete(outcome.elements())) {
            json.writeBooleanProperty("truncated", true);
        }
        json.writeEndObject();
    }

    private static boolean isComplete(Optional<AuditedMembers> parameters) {
        return parameters.map(AuditedMembers::isComplete).orElse(true);
    }

    private static void writeRest(AuditEvent event, JsonGenerator json) {
        json.writeStringProperty("requestID", event.requestId());
        json.writeStringProperty("eventID", event.id().toString());
        json.writeBooleanProperty("readOnly", event.operation().readOnly());
        event.asked().resource().ifPresent(resource -> resources(json, resource));
        json.writeStringProperty("eventType", "AwsApiCall");
        json.writeBooleanProperty("managementEvent", event.operation().management());
        json.writeStringProperty("recipientAccountId", event.recipientAccountId());
        text(json, "vpcEndpointId", event.origin().endpoint());
        json.writeStringProperty("eventCategory", event.operation().management() ? "Management" : "Data");
        writeTls(event.origin(), json);
    }

    /** Of a call that a proxy says came to it encrypted, all that is known is the host. */
    private static void writeTls(RequestOrigin origin, JsonGenerator json) {
        if (!origin.secure() || (origin.tls().isEmpty() && origin.host().isEmpty())) {
            return;
        }
        json.writeObjectPropertyStart("tlsDetails");
        text(json, "tlsVersion", origin.tls().map(TlsSession::version));
        text(json, "cipherSuite", origin.tls().map(TlsSession::cipherSuite));
        text(json, "clientProvidedHostHeader", origin.host());
        json.writeEndObject();
    }

    private static void resources(JsonGenerator json, AuditedResource resource) {
        json.writeArrayPropertyStart("resources");
        json.writeStartObject();
        if (!resource.accountId().isEmpty()) {
            json.writeStringProperty("accountId", resource.accountId());
        }
        json.writeStringProperty("type", resource.type());
        json.writeStringProperty(resource.hasArn() ? "ARN" : "resourceName", resource.name());
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, Optional<String> text) {
        text.ifPresent(it -> json.writeStringProperty(name, writable(it)));
    }

    /** The same text but for halves of surrogate pairs, which UTF-8 cannot hold. */
    static String writable(String text) {
        boolean any = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
        return any ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) : text;
    }

    private static void parameters(JsonGenerator json, String name, Optional<AuditedMembers> parameters) {
        json.writeName(name);
        parameters.ifPresentOrElse(it -> MembersJson.write(it, json), json::writeNull);
    }
}
