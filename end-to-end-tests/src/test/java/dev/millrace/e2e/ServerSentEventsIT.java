package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.EventSource;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

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
}
