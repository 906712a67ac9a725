package dev.millrace.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.iam.QueryClient;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.gateway.memory.TlsClient;
import dev.millrace.internal.iam.v1.AccessKeyResult;
import dev.millrace.internal.iam.v1.IamResult;
import dev.millrace.internal.identity.v1.IamReply;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.Permissions;
import dev.millrace.internal.identity.v1.RoleIdentity;
import dev.millrace.internal.identity.v1.UserIdentity;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events that calls of all faces leave behind, whatever they come to. */
class AuditTrailTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ORDERS = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
    private static final String TRUSTS_THE_ACCOUNT = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"AWS": "arn:aws:iam::000000000000:root"}}]}""";

    @TempDir
    private static Path files;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(
                files.resolve("tls"),
                "millrace.audit.file.directory=" + files.resolve("audit"),
                "millrace.audit.data-events=" + ORDERS);
        gateway.directory.put(Identity.newBuilder()
                .setId("AIDAAAAAAAAAAAAAAAADA")
                .setAccountId("000000000000")
                .setName("ada")
                .setPath("/people/")
                .setVersion(1)
                .setUser(UserIdentity.newBuilder()
                        .addKeys(gateway.directory.key("AKADA", "the-secret-of-ada"))
                        .build())
                .build());
        gateway.directory.put(Identity.newBuilder()
                .setId("AROAAAAAAAAAAAAAREADR")
                .setAccountId("000000000000")
                .setName("reader")
                .setPath("/roles/")
                .setVersion(1)
                .setRole(RoleIdentity.newBuilder()
                        .setTrustPolicy(TRUSTS_THE_ACCOUNT)
                        .setMaxSessionSeconds(3600)
                        .setPermissions(Permissions.getDefaultInstance()))
                .build());
        gateway.awaitKnown("AROAAAAAAAAAAAAAREADR");
        gateway.call("CreateStream", "{\"StreamName\": \"orders\", \"ShardCount\": 1}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Stream<JsonNode> events() {
        Path file = files.resolve("audit").resolve("audit.jsonl");
        try {
            // Without the end of what is being written just now.
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(JSON::readTree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The event of the request that was answered so. */
    private static JsonNode eventOf(HttpResponse<String> answer) {
        String id = answer.headers().firstValue("x-amzn-RequestId").orElseThrow();
        return await().until(
                        () -> events().filter(event ->
                                        event.path("requestID").asString().equals(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static HttpResponse<String> signed(
            String keyId, String secret, String operation, String json, Map<String, String> more) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "Kinesis_20131202." + operation);
        return send(
                new RequestSigner(keyId, secret, "us-east-1", "kinesis")
                        .sign("POST", "/", "", headers, body, Instant.now()),
                "/",
                body);
    }

    private static HttpResponse<String> rest(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        headers.put("Content-Type", "application/json");
        return send(
                new RequestSigner(RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY, "us-east-1", "kinesis")
                        .sign("POST", path, "", headers, body, Instant.now()),
                path,
                body);
    }

    private static HttpResponse<String> send(Map<String, String> headers, String path, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.httpPort() + path))
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> {
            if (!name.equals("Host")) { // the client's own affair
                request.header(name, value);
            }
        });
        return gateway.send(request);
    }

    @Test
    void aCallOfTheRoot() {
        HttpResponse<String> answer = gateway.call(
                "CreateStream", "{\"StreamName\": \"invoices\", \"ShardCount\": 2, \"Tags\": {\"team\": \"shop\"}}");
        JsonNode event = eventOf(answer);

        assertThat(event.path("eventID").asString()).matches("[0-9a-f-]{36}");
        assertThat(event.path("eventTime").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(event.toString().replaceAll("\"(eventID|requestID|eventTime|userAgent)\":\"[^\"]*\",", ""))
                .isEqualTo(
                        "{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":\"Root\",\"principalId\":\"000000000000\","
                                + "\"arn\":\"arn:aws:iam::000000000000:root\",\"accountId\":\"000000000000\","
                                + "\"accessKeyId\":\"AKROOT\"},\"eventSource\":\"kinesis.amazonaws.com\","
                                + "\"eventName\":\"CreateStream\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"127.0.0.1\","
                                + "\"requestParameters\":{\"streamName\":\"invoices\",\"shardCount\":2,\"tags\":{\"team\":\"shop\"}},"
                                + "\"responseElements\":null,\"additionalEventData\":{\"face\":\"aws\",\"bytesTransferredIn\":69,"
                                + "\"bytesTransferredOut\":0},\"readOnly\":false,"
                                + "\"resources\":[{\"accountId\":\"000000000000\",\"type\":\"AWS::Kinesis::Stream\","
                                + "\"ARN\":\"arn:aws:kinesis:us-east-1:000000000000:stream/invoices\"}],"
                                + "\"eventType\":\"AwsApiCall\",\"managementEvent\":true,"
                                + "\"recipientAccountId\":\"000000000000\",\"eventCategory\":\"Management\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, TLSv1.2, ECDHE-ECDSA-AES128-GCM-SHA256",
        "HTTP_1_1, TLSv1.3, TLS_AES_128_GCM_SHA256",
        "HTTP_2, TLSv1.3, TLS_AES_128_GCM_SHA256"
    })
    void aCallOverTls(HttpClient.Version http, String version, String suite) {
        JsonNode event = eventOf(gateway.callOverTls(TlsClient.of(http, version), "ListStreams", "{}"));

        assertThat(event.path("tlsDetails").toString())
                .isEqualTo("{\"tlsVersion\":\"%s\",\"cipherSuite\":\"%s\",\"clientProvidedHostHeader\":\"%s\"}"
                        .formatted(version, suite, "127.0.0.1:" + gateway.tlsPort()));
    }

    @Test
    void aUserWhoIsDenied() {
        JsonNode event = eventOf(signed("AKADA", "the-secret-of-ada", "ListStreams", "{}", Map.of()));

        assertThat(event.path("userIdentity").toString())
                .isEqualTo("{\"type\":\"IAMUser\",\"principalId\":\"AIDAAAAAAAAAAAAAAAADA\","
                        + "\"arn\":\"arn:aws:iam::000000000000:user/people/ada\",\"accountId\":\"000000000000\","
                        + "\"accessKeyId\":\"AKADA\",\"userName\":\"ada\"}");
        assertThat(event.path("errorCode").asString()).isEqualTo("AccessDeniedException");
        assertThat(event.path("errorMessage").asString()).contains("not authorized to perform: kinesis:ListStreams");
        assertThat(event.path("readOnly").asBoolean()).isTrue();
    }

    @Test
    void whoeverHasAssumedARole() {
        HttpResponse<String> assumed = QueryClient.root(gateway)
                .sts("Action=AssumeRole&Version=2011-06-15&RoleSessionName=work"
                        + "&RoleArn=arn:aws:iam::000000000000:role/roles/reader&Secret=hidden");
        JsonNode assuming = eventOf(assumed);
        assertThat(assuming.path("eventSource").asString()).isEqualTo("sts.amazonaws.com");
        assertThat(assuming.path("requestParameters").toString())
                .isEqualTo(
                        "{\"roleArn\":\"arn:aws:iam::000000000000:role/roles/reader\",\"roleSessionName\":\"work\"}");
        assertThat(assuming.path("responseElements").toString())
                .contains("\"accessKeyId\":\"ASIA")
                .doesNotContain(element(assumed, "SecretAccessKey"))
                .doesNotContain(element(assumed, "SessionToken"));

        JsonNode event = eventOf(signed(
                element(assumed, "AccessKeyId"),
                element(assumed, "SecretAccessKey"),
                "DescribeStream",
                "{\"StreamName\": \"orders\"}",
                Map.of("X-Amz-Security-Token", element(assumed, "SessionToken"))));
        assertThat(event.path("userIdentity").toString())
                .contains("\"type\":\"AssumedRole\",\"principalId\":\"AROAAAAAAAAAAAAAREADR:work\"")
                .contains("\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\"AROAAAAAAAAAAAAAREADR\","
                        + "\"arn\":\"arn:aws:iam::000000000000:role/roles/reader\"");
    }

    private static String element(HttpResponse<String> answer, String name) {
        String body = answer.body();
        int at = body.indexOf("<" + name + ">") + name.length() + 2;
        return body.substring(at, body.indexOf('<', at));
    }

    @Test
    void aKeyThatIsMadeIsToldWithoutItsSecret() {
        gateway.directory.answer(call -> IamReply.newBuilder()
                .setResult(IamResult.newBuilder()
                        .setCreateAccessKey(AccessKeyResult.newBuilder()
                                .setAccessKey(dev.millrace.internal.iam.v1.AccessKey.newBuilder()
                                        .setUserName("ada")
                                        .setAccessKeyId("AKNEW")
                                        .setSecretAccessKey("new-secret"))))
                .build());
        JsonNode event = eventOf(QueryClient.root(gateway).iam("Action=CreateAccessKey&UserName=ada"));

        assertThat(event.path("eventName").asString()).isEqualTo("CreateAccessKey");
        assertThat(event.path("responseElements").toString())
                .isEqualTo("{\"accessKey\":{\"userName\":\"ada\",\"accessKeyId\":\"AKNEW\"}}");
        assertThat(event.path("resources").toString())
                .isEqualTo("[{\"type\":\"AWS::IAM::User\",\"resourceName\":\"ada\"}]");
    }

    @Test
    void callersWhoAreNotKnownAreToldOfByTheKeyThatTheyClaim() {
        JsonNode unknown = eventOf(signed("AKNOBODY", "x", "ListStreams", "{}", Map.of()));
        assertThat(unknown.path("userIdentity").toString())
                .isEqualTo("{\"type\":\"Unknown\",\"accessKeyId\":\"AKNOBODY\"}");
        assertThat(unknown.path("errorCode").asString()).isEqualTo("UnrecognizedClientException");

        JsonNode swapped = eventOf(signed("wJalrXUtnFEMI/secret", "AKROOT", "ListStreams", "{}", Map.of()));
        assertThat(swapped.toString()).doesNotContain("wJalrXUtnFEMI");

        JsonNode unsigned = eventOf(send(
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "Kinesis_20131202.ListStreams"),
                "/",
                new byte[] {'{', '}'}));
        assertThat(unsigned.path("userIdentity").toString()).isEqualTo("{\"type\":\"Unknown\"}");
        assertThat(unsigned.path("errorCode").asString()).isEqualTo("MissingAuthenticationTokenException");
    }

    @Test
    void requestsThatCannotBeReadAreToldOfWithoutTheirWords() {
        JsonNode malformed = eventOf(gateway.call("CreateStream", "{\"StreamName\": hush"));
        assertThat(malformed.path("errorCode").asString()).isEqualTo("SerializationException");
        assertThat(malformed.toString()).doesNotContain("hush");

        JsonNode unknown = eventOf(gateway.call("Hush", "{}"));
        assertThat(unknown.path("eventName").asString()).isEqualTo("Unknown");
        assertThat(unknown.toString()).doesNotContain("Hush");
    }

    @Test
    void aCallOfRest() {
        JsonNode event = eventOf(rest("/v1/streams", "{\"name\": \"returns\", \"shardCount\": 1}"));

        assertThat(event.path("eventName").asString()).isEqualTo("CreateStream");
        assertThat(event.path("additionalEventData").path("face").asString()).isEqualTo("rest");
        assertThat(event.path("userIdentity").path("accessKeyId").asString()).isEqualTo("AKROOT");
        assertThat(event.path("requestParameters").path("streamName").asString())
                .isEqualTo("returns");
    }

    @Test
    void requestsOfRestThatComeToNoOperation() {
        JsonNode malformed = eventOf(rest("/v1/streams", "{\"hush\": 1}"));
        assertThat(malformed.path("userIdentity").path("type").asString()).isEqualTo("Root");
        assertThat(malformed.path("errorCode").asString()).isEqualTo("Bad Request");
        assertThat(malformed.path("requestParameters").toString())
                .isEqualTo("{\"httpMethod\":\"POST\",\"route\":\"/v1/streams\"}");
        assertThat(malformed.toString()).doesNotContain("hush");

        JsonNode unsigned = eventOf(send(Map.of(), "/v1/streams/orders", new byte[0]));
        assertThat(unsigned.path("errorCode").asString()).isEqualTo("MissingAuthenticationTokenException");
        assertThat(unsigned.path("userIdentity").path("type").asString()).isEqualTo("Unknown");
    }

    @Test
    void whoMayNotSeeMetricsIsToldOfAndWhoMayIsNot() throws IOException {
        JsonNode denied = eventOf(metrics("AKADA", "the-secret-of-ada"));
        assertThat(denied.path("eventSource").asString()).isEqualTo("millrace");
        assertThat(denied.path("eventName").asString()).isEqualTo("ReadMetrics");
        assertThat(denied.path("readOnly").asBoolean()).isTrue();
        assertThat(denied.path("userIdentity").path("userName").asString()).isEqualTo("ada");
        assertThat(denied.path("errorCode").asString()).isEqualTo("AccessDeniedException");
        assertThat(denied.path("requestParameters").toString())
                .isEqualTo("{\"httpMethod\":\"GET\",\"route\":\"/actuator/**\"}");

        HttpResponse<String> allowed = metrics(RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY);
        assertThat(allowed.statusCode()).isEqualTo(200);
        // Its event would be before this one's.
        eventOf(metrics("AKADA", "the-secret-of-ada"));
        assertThat(events().filter(event -> event.path("eventName").asString().equals("ReadMetrics"))
                        .map(event ->
                                event.path("userIdentity").path("userName").asString()))
                .containsOnly("ada");
    }

    private static HttpResponse<String> metrics(String keyId, String secret) {
        String host = "127.0.0.1:" + gateway.httpPort();
        Map<String, String> headers =
                new LinkedHashMap<>(new RequestSigner(keyId, secret, RunningGateway.REGION, "kinesis")
                        .sign("GET", "/actuator/prometheus", "", Map.of("Host", host), new byte[0], Instant.now()));
        headers.remove("Host"); // the client's own affair
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + host + "/actuator/prometheus"));
        headers.forEach(request::header);
        return gateway.send(request);
    }

    @Test
    void callsThatRecordsGoThroughAreToldOfForTheStreamsThatAreSelected() {
        String record = "{\"StreamName\": \"%s\", \"Data\": \"aHVzaA==\", \"PartitionKey\": \"customer-17\"}";
        JsonNode put = eventOf(gateway.call("PutRecord", record.formatted("orders")));
        assertThat(put.path("eventCategory").asString()).isEqualTo("Data");
        assertThat(put.path("requestParameters").toString()).isEqualTo("{\"streamName\":\"orders\"}");
        assertThat(put.path("responseElements").path("shardId").asString()).startsWith("shardId-");
        assertThat(put.toString()).doesNotContain("aHVzaA").doesNotContain("customer-17");

        JsonNode refused = eventOf(gateway.call(
                "PutRecord",
                "{\"StreamName\": \"orders\", \"Data\": \"aHVzaA==\", \"PartitionKey\": \"k\","
                        + "\"ExplicitHashKey\": \"hush-17\"}"));
        assertThat(refused.path("errorCode").asString()).isEqualTo("ValidationException");
        assertThat(refused.toString()).doesNotContain("hush-17");

        HttpResponse<String> other = gateway.call("PutRecord", record.formatted("invoices"));
        eventOf(gateway.call("ListStreams", "{}"));
        assertThat(events())
                .noneMatch(event -> List.of(event.path("requestID").asString())
                        .contains(other.headers().firstValue("x-amzn-RequestId").orElseThrow()));
    }
}
