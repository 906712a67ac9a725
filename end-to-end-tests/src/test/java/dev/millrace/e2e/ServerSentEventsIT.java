package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.EventSource;
import dev.millrace.e2e.workload.QueryCalls;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import dev.millrace.signing.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kms.KmsClient;

/** Server-sent events as {@code curl -N} and a browser's EventSource read them. */
@Timeout(240)
@ExtendWith(SharedStack.class)
class ServerSentEventsIT {
    private static final Pattern DATA = Pattern.compile("\"data\":\"(record-\\d+)\"");

    private static List<String> put(KinesisClient client, String stream, int from, int count) {
        List<String> texts =
                IntStream.range(from, from + count).mapToObj(i -> "record-" + i).toList();
        texts.forEach(text -> client.putRecord(
                request -> request.streamName(stream).partitionKey(text).data(SdkBytes.fromUtf8String(text))));
        return texts;
    }

    /** The data of so many records. */
    private static List<String> next(EventSource events, int records) throws IOException {
        List<String> found = new ArrayList<>();
        while (found.size() < records) {
            Matcher data = DATA.matcher(events.next().data());
            if (data.find()) {
                found.add(data.group(1));
            }
        }
        return found;
    }

    @Test
    void followsAllShardsAndResumesExactlyWhereTheConnectionWasLost(StackProcess stack) throws Exception {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, "sse-all", 3);
            TestConsumers.register(client, "sse-all", "page");
            String path = "/v1/streams/sse-all/consumers/page/events";
            List<String> expected = new ArrayList<>(put(client, "sse-all", 0, 30));
            List<String> received = new ArrayList<>();
            String lastEventId;
            try (EventSource events = EventSource.open(stack.access(), path, "as=text&from=trim_horizon", "")) {
                received.addAll(next(events, 20));
                lastEventId = events.lastEventId();
            }

            expected.addAll(put(client, "sse-all", 30, 30));
            try (EventSource events = EventSource.open(stack.access(), path, "as=text", lastEventId)) {
                received.addAll(next(events, 40));
                expected.addAll(put(client, "sse-all", 60, 10));
                received.addAll(next(events, 10));
            }

            assertThat(received).containsExactlyInAnyOrderElementsOf(expected);
            TestStreams.delete(client, "sse-all");
        }
    }

    @Test
    void followsOneShardInOrder(StackProcess stack) throws Exception {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, "sse-one", 1);
            TestConsumers.register(client, "sse-one", "page");
            List<String> expected = put(client, "sse-one", 0, 20);

            try (EventSource events = EventSource.open(
                    stack.access(),
                    "/v1/streams/sse-one/consumers/page/shards/shardId-000000000000/events",
                    "as=text&from=trim_horizon",
                    "")) {
                assertThat(next(events, 20)).isEqualTo(expected);
            }
            TestStreams.delete(client, "sse-one");
        }
    }

    @Test
    void aTimeBeforeTheStreamWasThereIsItsBeginning(StackProcess stack) throws Exception {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, "sse-time", 2);
            TestConsumers.register(client, "sse-time", "page");
            List<String> expected = put(client, "sse-time", 0, 10);
            String time = Instant.now().minus(1, ChronoUnit.HOURS).toString().replace(":", "%3A");

            try (EventSource events = EventSource.open(
                    stack.access(), "/v1/streams/sse-time/consumers/page/events", "as=text&timestamp=" + time, "")) {
                assertThat(next(events, 10)).containsExactlyInAnyOrderElementsOf(expected);
            }
            TestStreams.delete(client, "sse-time");
        }
    }

    @Test
    void aSignedUrlShowsEncryptedRecordsToWhomTheirKeyDoes(StackProcess stack) throws Exception {
        Access access = stack.access();
        try (KinesisClient client = Clients.APACHE_CBOR.open(access);
                KmsClient kms = Clients.kms(access)) {
            TestStreams.create(client, "sse-sealed", 1);
            TestConsumers.register(client, "sse-sealed", "page");
            String key = kms.createKey().keyMetadata().keyId();
            client.startStreamEncryption(request -> request.streamName("sse-sealed")
                    .encryptionType(EncryptionType.KMS)
                    .keyId(key));
            TestStreams.awaitActive(client, "sse-sealed");
            List<String> expected = put(client, "sse-sealed", 0, 3);

            try (EventSource events = EventSource.open(signedUrl(user(access, "sse-reader", "kms:Decrypt")))) {
                assertThat(next(events, 3)).isEqualTo(expected);
            }
            URI ofAWriter = signedUrl(user(access, "sse-writer", "kms:GenerateDataKey"));
            assertThatThrownBy(() -> EventSource.open(ofAWriter))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("KMSAccessDeniedException");
            TestStreams.delete(client, "sse-sealed");
        }
    }

    /** A user who may subscribe, and do one thing with keys. */
    private static Access user(Access root, String name, String keyAction) throws Exception {
        QueryCalls iam = new QueryCalls(root, root.credentials().resolveCredentials());
        iam.done("CreateUser", "UserName", name);
        iam.done("PutUserPolicy", "UserName", name, "PolicyName", "own", "PolicyDocument", """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": ["kinesis:SubscribeToShard", "%s"], "Resource": "*"}]}""".formatted(keyAction));
        QueryCalls.Answer key = iam.done("CreateAccessKey", "UserName", name);
        return root.as(key.element("AccessKeyId"), key.element("SecretAccessKey"));
    }

    private static URI signedUrl(Access caller) throws Exception {
        String path = "/v1/streams/sse-sealed/consumers/page/event-url";
        String query = "as=text&from=trim_horizon";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(caller.endpoint() + path + "?" + query))
                .POST(BodyPublishers.noBody());
        Map<String, String> host = Map.of("Host", caller.endpoint().getAuthority());
        new RequestSigner(
                        caller.accessKeyId(),
                        caller.secretAccessKey(),
                        caller.region().id(),
                        "kinesis")
                .sign("POST", path, query, host, new byte[0], Instant.now())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) { // the client's own affair
                        request.header(name, value);
                    }
                });
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<String> made = http.send(request.build(), BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        Matcher url = Pattern.compile("\"url\":\"([^\"]+)\"").matcher(made.body());
        assertThat(url.find()).isTrue();
        return URI.create(url.group(1));
    }
}
