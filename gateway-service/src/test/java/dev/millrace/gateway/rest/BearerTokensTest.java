package dev.millrace.gateway.rest;

import static dev.millrace.gateway.rest.RestSecurityTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.gateway.memory.RunningIssuer;
import dev.millrace.internal.consumer.v1.FollowEvent;
import dev.millrace.internal.identity.v1.Identity;
import dev.millrace.internal.identity.v1.Permissions;
import dev.millrace.internal.identity.v1.RoleIdentity;
import dev.millrace.internal.identity.v1.UserIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Callers with tokens of a real issuer: what they may do is what the role or user may that they stand for. */
class BearerTokensTest {
    private static final String ORDERS = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
    private static final String CONSUMER = "/v1/streams/orders/consumers/page";

    private static final String TRUSTS_NOBODY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "sts:AssumeRole", "Principal": "*"}]}""";
    private static final AtomicLong VERSIONS = new AtomicLong();

    private static final String METRICS_TOKEN = "a-token-of-those-who-collect-metrics";

    @TempDir
    private static Path directory;

    private static RunningIssuer issuer;
    private static RunningGateway gateway;
    private static RestClient rest;

    @BeforeAll
    static void start() throws IOException {
        issuer = new RunningIssuer(directory.resolve("issuer"));
        gateway = new RunningGateway(
                directory.resolve("gateway"),
                "millrace.bearer.issuer=" + issuer.name(),
                "millrace.bearer.audience=millrace",
                "millrace.bearer.rules[0].claim=groups",
                "millrace.bearer.rules[0].value=shop-*",
                "millrace.bearer.rules[0].role=writer",
                "millrace.bearer.rules[1].claim=scope",
                "millrace.bearer.rules[1].value=streams.follow",
                "millrace.bearer.rules[1].role=follower",
                "millrace.bearer.rules[2].claim=sub",
                "millrace.bearer.rules[2].value=anna",
                "millrace.bearer.rules[2].user=anna",
                "millrace.bearer.rules[3].claim=sub",
                "millrace.bearer.rules[3].value=gone",
                "millrace.bearer.rules[3].role=was-deleted",
                "millrace.bearer.rules[4].claim=sub",
                "millrace.bearer.rules[4].value=shrinking",
                "millrace.bearer.rules[4].role=shrinking",
                "millrace.bearer.rules[5].claim=sub",
                "millrace.bearer.rules[5].value=prometheus",
                "millrace.bearer.rules[5].role=collector",
                "millrace.management.metrics-token=" + METRICS_TOKEN);
        rest = new RestClient(gateway);
        rest.send("POST", "/v1/streams", "{\"name\":\"orders\",\"shardCount\":1}");
        rest.send("POST", "/v1/streams/orders/consumers", "{\"name\":\"page\"}");
        role("AROAAAAAAAAAAAAAWRITE", "writer", allow("kinesis:PutRecord*", ORDERS));
        role("AROAAAAAAAAAAAAFOLLOW", "follower", allow("kinesis:SubscribeToShard", ORDERS + "/consumer/page:*"));
        role("AROAAAAAAAAAAACOLLECT", "collector", allow("millrace:ReadMetrics", "*"));
        gateway.directory.put(identity("AIDAAAAAAAAAAAAAAANNA", "anna")
                .setUser(UserIdentity.newBuilder().setPermissions(allow("kinesis:DescribeStreamSummary", ORDERS)))
                .build());
        await().untilAsserted(() -> assertThat(
                        describe(token(it -> it.subject("anna"))).statusCode())
                .isEqualTo(200));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @Test
    void aTokenMayDoWhatItsRoleMayAndNoMore() {
        String writer = token(it -> it.subject("auth0|7").claim("groups", List.of("staff", "shop-eu")));

        assertThat(put(writer).statusCode()).isEqualTo(201);
        HttpResponse<String> denied = describe(writer);
        assertProblem(denied, 403, "AccessDeniedException");
        assertThat(denied.body())
                .contains("User: arn:aws:sts::000000000000:assumed-role/writer/auth0=7C7 is not authorized to perform:"
                        + " kinesis:DescribeStreamSummary");
    }

    @Test
    void aTokenMayBeAUser() {
        String anna = token(it -> it.subject("anna"));

        assertThat(describe(anna).statusCode()).isEqualTo(200);
        assertThat(put(anna).body()).contains("User: arn:aws:iam::000000000000:user/anna is not authorized");
    }

    @Test
    void aTokenOfARoleThatMaySeesMetrics() {
        assertThat(metrics(token(it -> it.subject("prometheus"))).body()).contains("millrace_gateway_calls");
        HttpResponse<String> denied = metrics(token(it -> it.subject("anna")));
        assertProblem(denied, 403, "AccessDeniedException");
        assertThat(denied.body()).contains("user/anna is not authorized to perform: millrace:ReadMetrics");
        assertProblem(metrics("eyJhbGciOiJub25lIn0.e30."), 401, "UnrecognizedClientException");
    }

    @Test
    void theTokenOfACollectorIsNotTakenForOneOfTheIssuer() {
        assertThat(metrics(METRICS_TOKEN).body()).contains("millrace_gateway_calls");
        assertProblem(put(METRICS_TOKEN), 401, "UnrecognizedClientException");
    }

    @Test
    void linesOfATokensBearerAreTakenWhileTheyCome() {
        HttpResponse<String> answer =
                gateway.send(withToken("/v1/streams/orders/records", token(it -> it.claim("groups", "shop-eu")))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString("{\"partitionKey\":\"a\",\"data\":\"1\"}\n".repeat(3))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().lines()).hasSize(3);
    }

    @Test
    void aTokenThatNoRuleFitsStandsForNobody() {
        HttpResponse<String> answer = describe(token(it -> it.subject("somebody")));

        assertProblem(answer, 403, "AccessDeniedException");
        assertThat(answer.body()).contains("no rule says which role or user it stands for");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void aTokenMayStandForARoleThatIsNotThere() {
        HttpResponse<String> answer = describe(token(it -> it.subject("gone")));

        assertProblem(answer, 403, "AccessDeniedException");
        assertThat(answer.body()).contains("does not exist");
    }

    @Test
    void aTokenThatIsNotAcceptedIsToldSoByTheBookAndNotQuoted() {
        String expired = token(it -> it.subject("anna")
                .issuedAt(Instant.now().minusSeconds(900))
                .notBefore(Instant.now().minusSeconds(900))
                .expiresAt(Instant.now().minusSeconds(300)));

        HttpResponse<String> answer = describe(expired);

        assertProblem(answer, 401, "UnrecognizedClientException");
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
        assertThat(answer.body()).contains("expired").doesNotContain(expired.substring(0, 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer two words", "Bearer %%%", "bearer eyJhbGciOiJub25lIn0.e30."})
    void aMalformedTokenIsRefused(String authorization) {
        HttpResponse<String> answer = gateway.send(rest.unsigned("/v1/streams").header("Authorization", authorization));

        assertProblem(answer, 401, "UnrecognizedClientException");
    }

    @Test
    void whoeverShowsNothingLearnsWhatIsTaken() {
        assertThat(gateway.send(rest.unsigned("/v1/streams")).headers().allValues("WWW-Authenticate"))
                .containsExactly("AWS4-HMAC-SHA256", "Bearer");
    }

    @Test
    void aTokenIsNotTakenFromTheQuery() {
        HttpResponse<String> answer =
                gateway.send(rest.unsigned("/v1/streams/orders?access_token=" + token(it -> it.subject("anna"))));

        assertProblem(answer, 401, "MissingAuthenticationTokenException");
    }

    @Test
    void aTokenBesideASignatureIsRefused() {
        HttpResponse<String> answer =
                gateway.send(withToken(rest.presigned("/v1/streams"), token(it -> it.subject("anna"))));

        assertProblem(answer, 401, "InvalidSignatureException");
    }

    @Test
    void theAwsFaceTakesNoTokens() {
        HttpResponse<String> answer = gateway.send(withToken("/", token(it -> it.subject("anna")))
                .header("X-Amz-Target", "Kinesis_20131202.ListStreams")
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("IncompleteSignatureException");
    }

    @Test
    void aSignedUrlFollowsTheConsumerThatItWasMadeForWithoutAnyHeader() {
        gateway.consumers.follow(Flux.just(FollowEvent.newBuilder().addBegun(0).build()));

        JsonNode made = JsonMapper.shared().readTree(askForUrl(follower()).body());
        HttpResponse<String> events = getUrl(made.path("url").asString());

        assertThat(events.statusCode()).as(events.body()).isEqualTo(200);
        assertThat(events.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(events.body()).isEqualTo(": alive\n\n");
        assertThat(Instant.parse(made.path("expiresAt").asString()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(4)), Instant.now().plus(Duration.ofMinutes(5)));
    }

    @Test
    void aSignedUrlOfOneShardFollowsThatShardAlone() {
        String path = CONSUMER + "/shards/shardId-000000000000/event-url?from=trim_horizon&as=text";
        HttpResponse<String> made = gateway.send(withToken(path, follower()).POST(BodyPublishers.noBody()));
        String url = JsonMapper.shared().readTree(made.body()).path("url").asString();
        gateway.consumers.follow(Flux.just(FollowEvent.newBuilder().addBegun(0).build()));

        assertThat(url).contains("/shards/shardId-000000000000/events?from=trim_horizon&as=text&");
        assertThat(getUrl(url).statusCode()).isEqualTo(200);
        assertProblem(getUrl(url.replace("/shards/shardId-000000000000", "")), 401, "InvalidSignatureException");
    }

    @Test
    void aSignedUrlIsMadeForShardsOnly() {
        String path = CONSUMER + "/shards/none/event-url";

        assertProblem(
                gateway.send(withToken(path, follower()).POST(BodyPublishers.noBody())), 400, "ValidationException");
    }

    @ParameterizedTest
    @CsvSource({
        "/consumers/page/events, /consumers/other/events",
        "/consumers/page/events, /consumers/page",
        "X-Amz-Expires=, X-Amz-Expires=1",
        "from=trim_horizon, from=latest"
    })
    void aSignedUrlIsGoodForNothingElse(String part, String instead) {
        String url = eventUrl(follower());

        assertThat(url).contains(part);
        assertProblem(getUrl(url.replace(part, instead)), 401, "InvalidSignatureException");
    }

    @Test
    void aSignedUrlHoldsForWhatItsCallerMayDoWhenItIsUsed() {
        String id = "AROAAAAAAAAAAAASHRINK";
        role(id, "shrinking", allow("kinesis:SubscribeToShard", "*"));
        String token = token(it -> it.subject("shrinking"));
        await().untilAsserted(() -> assertThat(askForUrl(token).statusCode()).isEqualTo(200));
        String url = eventUrl(token);
        role(id, "shrinking", allow("kinesis:ListStreams", "*"));

        await().untilAsserted(() -> assertProblem(getUrl(url), 403, "AccessDeniedException"));
        gateway.directory.remove(id);
        await().untilAsserted(() -> assertProblem(getUrl(url), 401, "UnrecognizedClientException"));
    }

    @Test
    void aSignedUrlOfTheRootFollowsAsWell() {
        gateway.consumers.follow(Flux.just(FollowEvent.newBuilder().addBegun(0).build()));
        HttpResponse<String> made = rest.send("POST", CONSUMER + "/event-url?from=trim_horizon", "");

        assertThat(getUrl(JsonMapper.shared().readTree(made.body()).path("url").asString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSignedUrlHoldsNoLongerThanTheTokenThatItWasMadeWith() {
        Instant end = Instant.now().plusSeconds(90);
        String token = token(it -> it.expiresAt(end), "streams.follow");

        JsonNode made = JsonMapper.shared().readTree(askForUrl(token).body());

        // With the minute by which the issuer's clock may differ.
        assertThat(Instant.parse(made.path("expiresAt").asString())).isBeforeOrEqualTo(end.plus(Duration.ofMinutes(1)));
    }

    @Test
    void onlyWhoMaySubscribeGetsASignedUrl() {
        HttpResponse<String> answer = askForUrl(token(it -> it.subject("anna")));

        assertProblem(answer, 403, "AccessDeniedException");
        assertThat(answer.body()).contains("kinesis:SubscribeToShard");
    }

    private static HttpResponse<String> askForUrl(String token) {
        return gateway.send(
                withToken(CONSUMER + "/event-url?from=trim_horizon", token).POST(BodyPublishers.noBody()));
    }

    private static String eventUrl(String token) {
        return JsonMapper.shared().readTree(askForUrl(token).body()).path("url").asString();
    }

    private static HttpResponse<String> getUrl(String url) {
        return gateway.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60)));
    }

    private static HttpResponse<String> describe(String token) {
        return gateway.send(withToken("/v1/streams/orders", token));
    }

    private static HttpResponse<String> put(String token) {
        return gateway.send(withToken("/v1/streams/orders/records", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"partitionKey\":\"a\",\"data\":\"1\"}")));
    }

    private static HttpResponse<String> metrics(String token) {
        return gateway.send(withToken("/actuator/prometheus", token));
    }

    private static HttpRequest.Builder withToken(String pathAndQuery, String token) {
        return rest.unsigned(pathAndQuery).header("Authorization", "Bearer " + token);
    }

    private static String follower() {
        return token(it -> {}, "streams.follow");
    }

    private static String token(Consumer<JwtClaimsSet.Builder> claims, String... scopes) {
        return issuer.token(claims.andThen(it -> it.audience(List.of("millrace"))), scopes);
    }

    private static void role(String id, String name, Permissions permissions) {
        gateway.directory.put(identity(id, name)
                .setRole(RoleIdentity.newBuilder()
                        .setPermissions(permissions)
                        .setTrustPolicy(TRUSTS_NOBODY)
                        .setMaxSessionSeconds(3600))
                .build());
    }

    private static Identity.Builder identity(String id, String name) {
        return Identity.newBuilder()
                .setId(id)
                .setAccountId("000000000000")
                .setName(name)
                .setPath("/")
                .setVersion(VERSIONS.incrementAndGet());
    }

    private static Permissions allow(String action, String resource) {
        return Permissions.newBuilder()
                .putInline("allow", """
                        {"Version": "2012-10-17",
                         "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "%s"}]}""".formatted(action, resource))
                .build();
    }
}
