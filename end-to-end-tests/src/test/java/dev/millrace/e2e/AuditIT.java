package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.QueryCalls;
import dev.millrace.e2e.workload.Sessions;
import dev.millrace.e2e.workload.TestStreams;
import dev.millrace.e2e.workload.TrailCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.sts.StsClient;

/** Calls over all faces leave events in files, in the log that look-ups read, and in a stream; also when all is killed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditIT {
    private static final Duration SECONDS = Duration.ofSeconds(60);
    private static final String SECRET = "hush-hush";

    private static StackProcess stack;
    private static TrailCalls trail;

    @BeforeAll
    static void start() {
        stack = StackProcess.start(
                "audit",
                Map.of(
                        "MILLRACE_LIMITS", "off",
                        "MILLRACE_AUDIT_DATA_EVENTS", "all",
                        "MILLRACE_AUDIT_STREAM", "audit-trail"));
        trail = new TrailCalls(stack.access());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static List<String> lines() {
        Path file = stack.data().resolve("audit").resolve("audit.jsonl");
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(1)
    void callsOfAllFacesAreFoundWithinSeconds() throws IOException, InterruptedException {
        Access access = stack.access();
        try (KinesisClient kinesis = Clients.APACHE_CBOR.open(access);
                StsClient sts = Sessions.sts(access, access.credentials().resolveCredentials())) {
            TestStreams.create(kinesis, "audited", 1);
            TestStreams.create(kinesis, "audit-trail", 1);
            kinesis.putRecord(
                    put -> put.streamName("audited").partitionKey(SECRET).data(SdkBytes.fromUtf8String(SECRET)));
            assertThatThrownBy(() -> kinesis.describeStreamSummary(it -> it.streamName("nowhere")))
                    .isInstanceOf(ResourceNotFoundException.class);
            sts.getCallerIdentity();
        }
        try (KinesisClient secure = Clients.NETTY_TLS_ALPN.open(access)) {
            secure.describeLimits();
        }
        new QueryCalls(access, access.credentials().resolveCredentials()).done("CreateUser", "UserName", "audited");
        trail.get("/v1/streams/audited", "");

        await().atMost(SECONDS).untilAsserted(() -> {
            assertThat(trail.lookUp("ResourceName", "audited"))
                    .contains("\"EventName\":\"CreateStream\"")
                    .contains("\"EventName\":\"CreateUser\"")
                    .contains("\\\"face\\\":\\\"rest\\\"")
                    .doesNotContain("PutRecord");
            assertThat(trail.lookUp("EventSource", "sts.amazonaws.com")).contains("GetCallerIdentity");
            assertThat(trail.lookUp("ResourceName", "nowhere")).contains("ResourceNotFoundException");
            assertThat(trail.lookUp("EventName", "LookupEvents")).contains("cloudtrail.amazonaws.com");
            assertThat(trail.get("/v1/audit/events", "category=data&resourceName=audited"))
                    .contains("\"eventName\":\"PutRecord\"");
        });
        await().atMost(SECONDS)
                .untilAsserted(() -> assertThat(lines())
                        .anyMatch(line -> line.contains("\"eventName\":\"PutRecord\""))
                        .anyMatch(line -> line.contains("\"eventName\":\"CreateUser\""))
                        .noneMatch(line -> line.contains(SECRET))
                        .filteredOn(line -> line.contains("\"tlsDetails\":"))
                        .singleElement(STRING)
                        .contains("\"eventName\":\"DescribeLimits\"")
                        .contains(
                                "\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\","
                                        + "\"clientProvidedHostHeader\":\""
                                        + access.tlsEndpoint().getAuthority() + "\"}"));
    }

    @Test
    @Order(2)
    void eventsComeByAStreamOfOurOwnToo() {
        try (KinesisClient kinesis = Clients.APACHE_CBOR.open(stack.access())) {
            String iterator = kinesis.getShardIterator(it -> it.streamName("audit-trail")
                            .shardId("shardId-000000000000")
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            await().atMost(SECONDS)
                    .untilAsserted(() -> assertThat(kinesis.getRecords(it -> it.shardIterator(iterator))
                                    .records())
                            .extracting(record -> record.data().asUtf8String())
                            .anyMatch(event -> event.contains("\"eventName\":\"PutRecord\"")));
        }
        assertThat(lines())
                .as("the stream's own puts are not recorded")
                .noneMatch(line -> line.contains("\"eventName\":\"PutRecords\""));
    }
}
