package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.TestStreams;
import dev.millrace.signing.sigv4.RequestSigner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;

/** Server-sent events as {@code curl -N} and a browser's EventSource read them. */
@ExtendWith(SharedStack.class)
class ServerSentEventsIT {
    private static final Pattern DATA = Pattern.compile("\"data\":\"(record-\\d+)\"");

    /** One connection, read line by line. */
    private static final class EventSource implements AutoCloseable {
        private final HttpURLConnection connection;
        private final BufferedReader lines;
        private String lastEventId = "";

        EventSource(Access access, String path, String query, String lastEventId) throws IOException {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Host", access.endpoint().getAuthority());
            connection = (HttpURLConnection) URI.create(access.endpoint() + path + (query.isEmpty() ? "" : "?" + query))
                    .toURL()
                    .openConnection();
            connection.setReadTimeout(20_000);
            new RequestSigner(
                            access.accessKeyId(),
                            access.secretAccessKey(),
                            access.region().id(),
                            "kinesis")
                    .sign("GET", path, query, headers, new byte[0], Instant.now())
                    .forEach(connection::setRequestProperty);
            if (!lastEventId.isEmpty()) {
                connection.setRequestProperty("Last-Event-ID", lastEventId);
            }
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(connection.getContentType()).startsWith("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        }

        List<String> next(int records) throws IOException {
            List<String> found = new ArrayList<>();
            while (found.size() < records) {
                String line = lines.readLine();
                assertThat(line).as("the stream goes on").isNotNull();
                if (line.startsWith("id: ")) {
                    lastEventId = line.substring(4);
                }
                Matcher data = DATA.matcher(line);
                if (line.startsWith("data: ") && data.find()) {
                    found.add(data.group(1));
                }
            }
            return found;
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }

    private static List<String> put(KinesisClient client, String stream, int from, int count) {
        List<String> texts =
                IntStream.range(from, from + count).mapToObj(i -> "record-" + i).toList();
        texts.forEach(text -> client.putRecord(
                request -> request.streamName(stream).partitionKey(text).data(SdkBytes.fromUtf8String(text))));
        return texts;
    }

    private static void register(KinesisClient client, String stream, String consumer) {
        String arn = client.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .streamARN();
        client.registerStreamConsumer(request -> request.streamARN(arn).consumerName(consumer));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> client.describeStreamConsumer(
                                        request -> request.streamARN(arn).consumerName(consumer))
                                .consumerDescription()
                                .consumerStatus()
                        == ConsumerStatus.ACTIVE);
    }

    @Test
    void followsAllShardsAndResumesExactlyWhereTheConnectionWasLost(StackProcess stack) throws Exception {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, "sse-all", 3);
            register(client, "sse-all", "page");
            String path = "/v1/streams/sse-all/consumers/page/events";
            List<String> expected = new ArrayList<>(put(client, "sse-all", 0, 30));
            List<String> received = new ArrayList<>();
            String lastEventId;
            try (EventSource events = new EventSource(stack.access(), path, "as=text&from=trim_horizon", "")) {
                received.addAll(events.next(20));
                lastEventId = events.lastEventId;
            }

            expected.addAll(put(client, "sse-all", 30, 30));
            try (EventSource events = new EventSource(stack.access(), path, "as=text", lastEventId)) {
                received.addAll(events.next(40));
                expected.addAll(put(client, "sse-all", 60, 10));
                received.addAll(events.next(10));
            }

            assertThat(received).containsExactlyInAnyOrderElementsOf(expected);
            client.deleteStream(request -> request.streamName("sse-all").enforceConsumerDeletion(true));
        }
    }

    @Test
    void followsOneShardInOrder(StackProcess stack) throws Exception {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, "sse-one", 1);
            register(client, "sse-one", "page");
            List<String> expected = put(client, "sse-one", 0, 20);

            try (EventSource events = new EventSource(
                    stack.access(),
                    "/v1/streams/sse-one/consumers/page/shards/shardId-000000000000/events",
                    "as=text&from=trim_horizon",
                    "")) {
                assertThat(events.next(20)).isEqualTo(expected);
            }
            client.deleteStream(request -> request.streamName("sse-one").enforceConsumerDeletion(true));
        }
    }
}
