package dev.millrace.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.iam.QueryClient;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.identity.v1.IamReply;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do nothing takes nothing of the rates that an account has: neither of Kinesis's nor of other services'. */
class DeniedCallsTest {
    private static final String NOBODY = "NOBODY";
    private static final int MANY = 60;

    @TempDir
    private static Path files;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(
                files,
                "millrace.limits.enabled=true",
                "millrace.limits.service-calls-per-second.iam=5",
                "millrace.limits.service-calls-per-second.sts=5",
                "millrace.limits.service-calls-per-second.kms=5",
                "millrace.limits.service-calls-per-second.cloudtrail=5");
        gateway.directory.answer(call -> IamReply.getDefaultInstance());
        gateway.directory.putUser(NOBODY, """
                {"Effect": "Deny", "Action": "*", "Resource": "*"}""");
        gateway.awaitKnown("AIDA" + NOBODY);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** The rates are AWS's, and hold for the root as well. */
    @ParameterizedTest
    @CsvSource({
        "AddTagsToStream, 5",
        "CreateStream, 5",
        "DecreaseStreamRetentionPeriod, 5",
        "DeleteStream, 5",
        "DescribeAccountSettings, 5",
        "DescribeLimits, 1",
        "DescribeStream, 10",
        "DescribeStreamSummary, 20",
        "DisableEnhancedMonitoring, 5",
        "EnableEnhancedMonitoring, 5",
        "IncreaseStreamRetentionPeriod, 5",
        "ListStreams, 5",
        "ListTagsForStream, 5",
        "MergeShards, 5",
        "RemoveTagsFromStream, 5",
        "SplitShard, 5",
        "UpdateShardCount, 10"
    })
    void ofKinesis(String operation, int rate) {
        String target = "Kinesis_20131202." + operation;
        for (int i = 0; i < MANY; i++) {
            assertThat(call(NOBODY, NOBODY, "kinesis", target, body(operation)).body())
                    .contains("AccessDeniedException");
        }
        for (int i = 0; i < rate; i++) {
            assertThat(gateway.call(operation, body(operation)).body()).doesNotContain("Rate exceeded");
        }
        HttpResponse<String> beyond = gateway.call(operation, body(operation));
        for (int i = 0; i < 1000 && !beyond.body().contains("Rate exceeded"); i++) {
            beyond = gateway.call(operation, body(operation));
        }
        assertThat(beyond.body()).contains("LimitExceededException", "Rate exceeded");
    }

    @Test
    void ofIdentities() {
        QueryClient nobody = new QueryClient(gateway, NOBODY, NOBODY);
        String update = "Action=UpdateAccessKey&UserName=" + NOBODY + "&Status=Inactive&AccessKeyId=" + NOBODY;
        int throttled = 0;
        for (int i = 0; i < MANY; i++) {
            throttled += nobody.iam(update).body().contains("Throttling") ? 1 : 0;
            nobody.sts("Action=GetSessionToken");
        }
        assertThat(throttled).isPositive();
        for (int i = 0; i < 5; i++) {
            assertThat(QueryClient.root(gateway).iam(update).statusCode()).isEqualTo(200);
            assertThat(QueryClient.root(gateway).sts("Action=GetCallerIdentity").statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kms, TrentService.ListKeys",
        "cloudtrail, com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents"
    })
    void ofServicesThatSpeakJson(String service, String target) {
        boolean throttled = false;
        for (int i = 0; i < MANY; i++) {
            throttled |= call(NOBODY, NOBODY, service, target, "{}").body().contains("ThrottlingException");
        }
        assertThat(throttled).isTrue();
        for (int i = 0; i < 5; i++) {
            assertThat(call(RunningGateway.ACCESS_KEY, RunningGateway.SECRET_KEY, service, target, "{}")
                            .body())
                    .doesNotContain("Throttling");
        }
    }

    private static String body(String operation) {
        return switch (operation) {
            case "CreateStream" -> "{\"StreamName\":\"orders\",\"ShardCount\":1}";
            case "ListStreams", "DescribeLimits", "DescribeAccountSettings" -> "{}";
            case "AddTagsToStream" -> "{\"StreamName\":\"gone\",\"Tags\":{\"a\":\"b\"}}";
            case "RemoveTagsFromStream" -> "{\"StreamName\":\"gone\",\"TagKeys\":[\"a\"]}";
            case "DecreaseStreamRetentionPeriod", "IncreaseStreamRetentionPeriod" ->
                "{\"StreamName\":\"gone\",\"RetentionPeriodHours\":48}";
            case "DisableEnhancedMonitoring", "EnableEnhancedMonitoring" ->
                "{\"StreamName\":\"gone\",\"ShardLevelMetrics\":[\"ALL\"]}";
            case "MergeShards" ->
                "{\"StreamName\":\"gone\",\"ShardToMerge\":\"shardId-000000000000\","
                        + "\"AdjacentShardToMerge\":\"shardId-000000000001\"}";
            case "SplitShard" ->
                "{\"StreamName\":\"gone\",\"ShardToSplit\":\"shardId-000000000000\",\"NewStartingHashKey\":\"10\"}";
            case "UpdateShardCount" ->
                "{\"StreamName\":\"gone\",\"TargetShardCount\":2,\"ScalingType\":\"UNIFORM_SCALING\"}";
            default -> "{\"StreamName\":\"gone\"}";
        };
    }

    private static HttpResponse<String> call(String key, String secret, String service, String target, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + gateway.httpPort());
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", target);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.endpoint()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        new RequestSigner(key, secret, RunningGateway.REGION, service)
                .sign("POST", "/", "", headers, body, Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });
        return gateway.send(request);
    }
}
