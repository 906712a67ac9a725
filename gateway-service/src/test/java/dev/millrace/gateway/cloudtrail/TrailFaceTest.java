package dev.millrace.gateway.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.audit.v1.LogPosition;
import dev.millrace.internal.audit.v1.LoggedEvent;
import dev.millrace.internal.audit.v1.LoggedResource;
import dev.millrace.internal.audit.v1.LookUpEventsReply;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.UserIdentity;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Look-ups of events by both faces: what is asked of the metadata service, and what is answered. */
class TrailFaceTest {
    private static final String JSON_EVENT = "{\"eventName\":\"CreateStream\"}";

    @TempDir
    private static Path files;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(files);
        gateway.directory.put(Identity.newBuilder()
                .setId("AIDAAAAAAAAAAAAAAAADA")
                .setAccountId("000000000000")
                .setName("ada")
                .setPath("/")
                .setVersion(1)
                .setUser(UserIdentity.newBuilder().addKeys(gateway.directory.key("AKADA", "the-secret-of-ada")))
                .build());
        gateway.awaitKnown("AIDAAAAAAAAAAAAAAAADA");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void findOne() {
        gateway.events.answer(LookUpEventsReply.newBuilder()
                .addEvents(LoggedEvent.newBuilder()
                        .setId(ByteString.copyFrom(new byte[16]))
                        .setTimeMillis(1_763_892_000_123L)
                        .setSource("kinesis.amazonaws.com")
                        .setName("CreateStream")
                        .setUserName("root")
                        .setAccessKeyId("AKROOT")
                        .addResources(LoggedResource.newBuilder()
                                .setType("AWS::Kinesis::Stream")
                                .setName("arn:aws:kinesis:us-east-1:000000000000:stream/orders"))
                        .setJson(ByteString.copyFromUtf8(JSON_EVENT)))
                .setNext(LogPosition.newBuilder().setTimeMillis(7).setId(ByteString.copyFrom(new byte[16])))
                .build());
    }

    private static HttpResponse<String> lookUp(String json) {
        return lookUp(RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY, json);
    }

    private static HttpResponse<String> lookUp(String keyId, String secret, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents");
        return send(
                "POST",
                "/",
                new RequestSigner(keyId, secret, "us-east-1", "cloudtrail")
                        .sign("POST", "/", "", headers, body, Instant.now()),
                body);
    }

    private static HttpResponse<String> rest(String path, String query) {
        Map<String, String> headers = Map.of("Host", "127.0.0.1:" + gateway.httpPort());
        return send(
                "GET",
                query.isEmpty() ? path : path + "?" + query,
                new RequestSigner(RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY, "us-east-1", "kinesis")
                        .sign("GET", path, query, headers, new byte[0], Instant.now()),
                new byte[0]);
    }

    private static HttpResponse<String> send(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.httpPort() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> {
            if (!name.equals("Host")) { // the client's own affair
                request.header(name, value);
            }
        });
        return gateway.send(request);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void eventsAreLookedUpAsCloudTrailDoes() {
        // No further back than events are kept.
        long start = Instant.now().minus(Duration.ofDays(7)).getEpochSecond();
        JsonNode found = json(lookUp("{\"LookupAttributes\": [{\"AttributeKey\": \"EventName\","
                + " \"AttributeValue\": \"CreateStream\"}], \"StartTime\": " + start + ", \"MaxResults\": 10}"));

        assertThat(found.path("Events").toString())
                .isEqualTo("[{\"EventId\":\"00000000-0000-0000-0000-000000000000\",\"EventName\":\"CreateStream\","
                        + "\"ReadOnly\":\"false\",\"AccessKeyId\":\"AKROOT\",\"EventTime\":1.763892E9,"
                        + "\"EventSource\":\"kinesis.amazonaws.com\",\"Username\":\"root\",\"Resources\":["
                        + "{\"ResourceType\":\"AWS::Kinesis::Stream\",\"ResourceName\":"
                        + "\"arn:aws:kinesis:us-east-1:000000000000:stream/orders\"}],\"CloudTrailEvent\":"
                        + "\"{\\\"eventName\\\":\\\"CreateStream\\\"}\"}]");
        assertThat(gateway.events.asked().getAccountId()).isEqualTo("000000000000");
        assertThat(gateway.events.asked().getManagement()).isTrue();
        assertThat(gateway.events.asked().getEventName()).isEqualTo("CreateStream");
        assertThat(gateway.events.asked().getFromMillis()).isEqualTo(start * 1000);
        assertThat(gateway.events.asked().getMost()).isEqualTo(10);

        lookUp("{\"NextToken\": \"" + found.path("NextToken").asString() + "\"}");
        assertThat(gateway.events.asked().getAfter().getTimeMillis()).isEqualTo(7);
    }

    @Test
    void restFindsEventsOfRecordsToo() {
        JsonNode found = json(rest("/v1/audit/events", "category=data&eventName=PutRecord&readOnly=false"));

        assertThat(found.path("events").toString()).isEqualTo("[" + JSON_EVENT + "]");
        assertThat(found.path("nextToken").asString()).isNotEmpty();
        assertThat(gateway.events.asked().getManagement()).isFalse();
        assertThat(gateway.events.asked().getEventName()).isEqualTo("PutRecord");
        assertThat(gateway.events.asked().getReadOnly()).isFalse();
    }

    @Test
    void aLookUpThatMakesNoSenseIsRefusedByItsName() {
        assertRefused("{\"MaxResults\": 51}", "InvalidMaxResultsException");
        assertRefused("{\"NextToken\": \"x\"}", "InvalidNextTokenException");
        assertRefused("{\"StartTime\": 2, \"EndTime\": 1}", "InvalidTimeRangeException");
        assertRefused("{\"EventCategory\": \"insight\"}", "InvalidEventCategoryException");
        assertRefused(
                "{\"LookupAttributes\": [{\"AttributeKey\": \"Color\", \"AttributeValue\": \"red\"}]}",
                "InvalidLookupAttributesException");
        assertThat(rest("/v1/audit/events", "limit=51").statusCode()).isEqualTo(400);
        assertThat(rest("/v1/audit/events", "category=none").statusCode()).isEqualTo(400);
    }

    private static void assertRefused(String json, String type) {
        HttpResponse<String> answer = lookUp(json);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("__type").asString()).isEqualTo(type);
    }

    @Test
    void whoMayNotIsDenied() {
        HttpResponse<String> answer = lookUp("AKADA", "the-secret-of-ada", "{}");

        assertThat(json(answer).path("__type").asString()).isEqualTo("AccessDeniedException");
        assertThat(answer.body()).contains("not authorized to perform: cloudtrail:LookupEvents");
    }

    @Test
    void lookUpsAreRecordedThemselves() {
        lookUp("{}");
        rest("/v1/audit/events", "userName=ada");

        await().untilAsserted(() -> assertThat(gateway.events.events())
                .filteredOn(event -> event.getName().equals("LookupEvents"))
                .extracting(event -> event.getJson().toStringUtf8())
                .anyMatch(json -> json.contains("\"face\":\"aws\""))
                .anyMatch(json -> json.contains("\"Username\":\"ada\"")));
    }

    @Test
    void eventsWaitForALogThatFails() {
        gateway.events.fail(true);
        gateway.call("CreateStream", "{\"StreamName\": \"patient\", \"ShardCount\": 1}");
        gateway.events.fail(false);

        await().untilAsserted(() -> assertThat(gateway.events.events())
                .anyMatch(event -> event.getJson().toStringUtf8().contains("\"streamName\":\"patient\"")));
    }
}
