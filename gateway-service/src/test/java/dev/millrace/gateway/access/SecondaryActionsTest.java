package dev.millrace.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What a call has to be allowed besides its own operation, and by which names of what it is about. */
class SecondaryActionsTest {
    private static final String STREAMS = "arn:aws:kinesis:us-east-1:000000000000:stream/";
    private static final AtomicInteger CALLERS = new AtomicInteger();

    @TempDir
    private static Path files;

    private static RunningGateway gateway;
    private static String consumerArn;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(files);
        gateway.call("CreateStream", "{\"StreamName\":\"orders\",\"ShardCount\":2}");
        String registered = gateway.call(
                        "RegisterStreamConsumer", "{\"StreamARN\":\"" + STREAMS + "orders\",\"ConsumerName\":\"page\"}")
                .body();
        consumerArn = JsonMapper.shared()
                .readTree(registered)
                .path("Consumer")
                .path("ConsumerARN")
                .asString();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void whoCreatesAStreamWithTagsMayAddThem() {
        String create = "{\"StreamName\":\"tagged\",\"ShardCount\":1,\"Tags\":{\"team\":\"shop\"}}";
        String restCreate = "{\"name\":\"tagged\",\"shardCount\":1,\"tags\":{\"team\":\"shop\"}}";
        String creator = caller(allow("kinesis:CreateStream", STREAMS + "*"));
        String tagResource = caller(allow("kinesis:CreateStream\", \"kinesis:TagResource", STREAMS + "*"));

        for (String user : new String[] {creator, tagResource}) {
            assertDenied(
                    call(user, "CreateStream", create),
                    400,
                    "kinesis:AddTagsToStream on resource: " + STREAMS + "tagged");
            assertDenied(
                    rest(user, "/v1/streams", restCreate),
                    403,
                    "kinesis:AddTagsToStream on resource: " + STREAMS + "tagged");
        }
        assertThat(gateway.call("DescribeStreamSummary", "{\"StreamName\":\"tagged\"}")
                        .body())
                .contains("ResourceNotFoundException");
        assertThat(call(creator, "CreateStream", "{\"StreamName\":\"plain\",\"ShardCount\":1}")
                        .statusCode())
                .isEqualTo(200);
        String both = caller(allow("kinesis:CreateStream\", \"kinesis:AddTagsToStream", STREAMS + "*"));
        assertThat(call(both, "CreateStream", create).statusCode()).isEqualTo(200);
    }

    @Test
    void aConditionOnTagsHoldsForThoseOfTheCreationToo() {
        String user = caller(allow("kinesis:CreateStream", "*"), """
                {"Effect": "Allow", "Action": "kinesis:AddTagsToStream", "Resource": "*",
                 "Condition": {"StringEquals": {"aws:RequestTag/team": "shop"}}}""");

        assertDenied(
                call(user, "CreateStream", "{\"StreamName\":\"mine\",\"ShardCount\":1,\"Tags\":{\"team\":\"bank\"}}"),
                400,
                "kinesis:AddTagsToStream");
        assertThat(call(user, "CreateStream", "{\"StreamName\":\"mine\",\"ShardCount\":1,\"Tags\":{\"team\":\"shop\"}}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"page-two, consumer/page-two", "page-three, consumer/page-three:*", "page-four, consumer/*"})
    void whoRegistersAConsumerWithTagsMayTagIt(String name, String resource) {
        String register = "{\"StreamARN\":\"" + STREAMS + "orders\",\"ConsumerName\":\"" + name
                + "\",\"Tags\":{\"team\":\"shop\"}}";
        String onlyToRegister = caller(allow("kinesis:RegisterStreamConsumer", STREAMS + "orders"));

        assertDenied(
                call(onlyToRegister, "RegisterStreamConsumer", register),
                400,
                "kinesis:TagResource on resource: " + STREAMS + "orders/consumer/" + name);
        assertDenied(
                rest(
                        onlyToRegister,
                        "/v1/streams/orders/consumers",
                        "{\"name\":\"" + name + "\",\"tags\":{\"a\":\"b\"}}"),
                403,
                "kinesis:TagResource");
        assertThat(gateway.call("ListStreamConsumers", "{\"StreamARN\":\"" + STREAMS + "orders\"}")
                        .body())
                .doesNotContain("\"" + name + "\"");
        String both = caller(
                allow("kinesis:RegisterStreamConsumer", STREAMS + "orders"),
                allow("kinesis:TagResource", STREAMS + "orders/" + resource));
        assertThat(call(both, "RegisterStreamConsumer", register).statusCode()).isEqualTo(200);
    }

    @Test
    void aListOfShardsGoesOnForWhoMayListThoseOfItsStream() {
        String first = gateway.call("ListShards", "{\"StreamName\":\"orders\",\"MaxResults\":1}")
                .body();
        String more = "{\"NextToken\":\""
                + JsonMapper.shared().readTree(first).path("NextToken").asString() + "\"}";

        assertThat(call(caller(allow("kinesis:ListShards", STREAMS + "orders")), "ListShards", more)
                        .statusCode())
                .isEqualTo(200);
        assertDenied(
                call(caller(allow("kinesis:ListShards", STREAMS + "others")), "ListShards", more),
                400,
                "kinesis:ListShards on resource: " + STREAMS + "orders");
        assertDenied(
                call(
                        caller(allow("kinesis:ListShards", "*"), deny("kinesis:ListShards", STREAMS + "orders")),
                        "ListShards",
                        more),
                400,
                "with an explicit deny");
    }

    @ParameterizedTest
    @CsvSource({"DescribeStreamConsumer, page", "DeregisterStreamConsumer, nobody"})
    void aConsumerThatIsNamedIsAskedAboutByItsName(String operation, String name) {
        String action = "kinesis:" + operation;
        String request = "{\"StreamARN\":\"" + STREAMS + "orders\",\"ConsumerName\":\"" + name + "\"}";

        assertThat(call(caller(allow(action, STREAMS + "orders/consumer/" + name)), operation, request)
                        .body())
                .doesNotContain("AccessDenied");
        assertDenied(
                call(caller(allow(action, STREAMS + "orders/consumer/other")), operation, request),
                400,
                action + " on resource: " + STREAMS + "orders/consumer/" + name + " because");
        assertDenied(
                call(caller(allow(action, "*"), deny(action, STREAMS + "orders/consumer/" + name)), operation, request),
                400,
                "with an explicit deny");
    }

    @Test
    void aDenyOfTheConsumersArnHoldsForItsNameAsWell() {
        String user = caller(allow("kinesis:*", "*"), deny("kinesis:DescribeStreamConsumer", consumerArn));

        assertDenied(
                call(
                        user,
                        "DescribeStreamConsumer",
                        "{\"StreamARN\":\"" + STREAMS + "orders\",\"ConsumerName\":\"page\"}"),
                400,
                "with an explicit deny");
        assertDenied(
                call(user, "DescribeStreamConsumer", "{\"ConsumerARN\":\"" + consumerArn + "\"}"),
                400,
                "with an explicit deny");
    }

    @Test
    void aConsumerThatIsNotActiveYetTakesNoPolicy() {
        gateway.consumers.activate(false);
        String registered = gateway.call(
                        "RegisterStreamConsumer", "{\"StreamARN\":\"" + STREAMS + "orders\",\"ConsumerName\":\"slow\"}")
                .body();
        gateway.consumers.activate(true);
        String arn = JsonMapper.shared()
                .readTree(registered)
                .path("Consumer")
                .path("ConsumerARN")
                .asString();

        HttpResponse<String> answer =
                gateway.call("PutResourcePolicy", "{\"ResourceARN\":\"" + arn + "\",\"Policy\":\"{}\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("ResourceInUseException")
                .contains("Consumer slow with creation timestamp " + arn.substring(arn.lastIndexOf(':') + 1)
                        + " under stream: orders , account 000000000000 is not in ACTIVE status.");
    }

    @Test
    void anArnOfAnotherPartitionIsNoneOfTheseStreams() {
        String elsewhere = STREAMS.replace("arn:aws:", "arn:aws-cn:") + "orders";

        assertThat(gateway.call("DescribeStreamSummary", "{\"StreamARN\":\"" + elsewhere + "\"}")
                        .body())
                .contains("ResourceNotFoundException");
        assertThat(gateway.call("ListTagsForResource", "{\"ResourceARN\":\"" + elsewhere + "\"}")
                        .body())
                .contains("ResourceNotFoundException");
        assertDenied(
                call(
                        caller(allow("kinesis:*", STREAMS + "*")),
                        "DescribeStreamSummary",
                        "{\"StreamARN\":\"" + elsewhere + "\"}"),
                400,
                elsewhere);
    }

    private static void assertDenied(HttpResponse<String> answer, int status, String what) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("AccessDeniedException").contains(what);
    }

    private static String allow(String action, String resource) {
        return "{\"Effect\": \"Allow\", \"Action\": [\"" + action + "\"], \"Resource\": \"" + resource + "\"}";
    }

    private static String deny(String action, String resource) {
        return "{\"Effect\": \"Deny\", \"Action\": \"" + action + "\", \"Resource\": \"" + resource + "\"}";
    }

    /** A user who has these statements and nothing else. Its name is also its access key and its secret. */
    private static String caller(String... statements) {
        String name = "VISITOR" + CALLERS.incrementAndGet();
        gateway.directory.putUser(name, String.join(", ", statements));
        gateway.awaitKnown("AIDA" + name);
        return name;
    }

    private static HttpResponse<String> call(String user, String operation, String json) {
        return send(
                user,
                "/",
                json,
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "Kinesis_20131202." + operation));
    }

    private static HttpResponse<String> rest(String user, String path, String json) {
        return send(user, path, json, Map.of("Content-Type", "application/json"));
    }

    private static HttpResponse<String> send(String user, String path, String json, Map<String, String> more) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.endpoint().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        new RequestSigner(user, user, RunningGateway.REGION, "kinesis")
                .sign("POST", path, "", headers, body, Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });
        return gateway.send(request);
    }
}
