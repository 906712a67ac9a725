package dev.millrace.gateway.audit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.audit.event.AuditEvent.Asked;
import dev.millrace.gateway.audit.event.AuditEvent.Outcome;
import dev.millrace.gateway.front.request.Face;
import dev.millrace.gateway.front.request.RequestOrigin;
import dev.millrace.gateway.front.request.TlsSession;
import dev.millrace.policy.IpAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventJsonTest {
    private static final IpAddress ADDRESS = IpAddress.parse("fd00::7").orElseThrow();
    private static final TlsSession SESSION = new TlsSession("TLSv1.3", "TLS_AES_128_GCM_SHA256");

    private static JsonNode written(String userAgent, @Nullable String endpoint) {
        return written(new RequestOrigin(ADDRESS, true, SESSION, "kinesis", userAgent, endpoint));
    }

    private static JsonNode overTls(boolean secure, @Nullable TlsSession session, @Nullable String host) {
        return written(new RequestOrigin(ADDRESS, secure, session, host, "a test", null))
                .path("tlsDetails");
    }

    private static JsonNode written(RequestOrigin origin) {
        return new JsonMapper()
                .readTree(EventJson.encode(new AuditEvent(
                        UUID.randomUUID(),
                        Instant.parse("2026-11-23T10:00:00.987Z"),
                        "us-east-1",
                        "000000000000",
                        AuditedOperation.UNKNOWN,
                        Face.AWS,
                        origin,
                        "request",
                        UserIdentity.unknown(Optional.empty()),
                        Asked.nothing(),
                        Outcome.success(Optional.empty()))));
    }

    @Test
    void anEventTellsByWhichEndpointItsCallCame() {
        assertThat(written("a test", "vpce-orders").path("vpcEndpointId").asString())
                .isEqualTo("vpce-orders");
        assertThat(written("a test", null).has("vpcEndpointId")).isFalse();
    }

    @Test
    void whatASenderSaysIsCutAndAlwaysUtf8() {
        assertThat(written("x".repeat(10_000), null).path("userAgent").asString())
                .hasSize(1024);
        assertThat(written("half \ud83d of a pair", null).path("userAgent").asString())
                .isEqualTo("half ? of a pair");
    }

    @Test
    void anEventTellsByWhatItsCallWasEncrypted() {
        assertThat(overTls(true, SESSION, "kinesis.us-east-1.amazonaws.com"))
                .hasToString("{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\","
                        + "\"clientProvidedHostHeader\":\"kinesis.us-east-1.amazonaws.com\"}");
        assertThat(overTls(false, null, "kinesis").isMissingNode()).isTrue();
    }

    @Test
    void ofEncryptionAnEventTellsWhatIsKnown() {
        assertThat(overTls(true, SESSION, null).propertyNames()).containsExactly("tlsVersion", "cipherSuite");
        assertThat(overTls(true, null, "kinesis")).hasToString("{\"clientProvidedHostHeader\":\"kinesis\"}");
        assertThat(overTls(true, null, null).isMissingNode()).isTrue();
    }

    @Test
    void theHostIsCutAsWell() {
        assertThat(overTls(true, SESSION, "h".repeat(10_000))
                        .path("clientProvidedHostHeader")
                        .asString())
                .hasSize(1024);
    }

    @Test
    void timesAreOfWholeSecondsAndAddressesOfBothKinds() {
        JsonNode event = written("a test", null);
        assertThat(event.path("eventTime").asString()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(event.path("sourceIPAddress").asString()).isEqualTo("fd00:0:0:0:0:0:0:7");
    }
}
