package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Twenty thousand flights, keyed by airport, over four shards with limits on: out comes what went in, per key in order. */
@ExtendWith(SharedStack.class)
class RealDataIT {
    private static final String STREAM = "flights";
    private static final int BATCH = 500;

    @Test
    void flightsComeOutByteForByteAndPerAirportInOrder(StackProcess stack) throws Exception {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, STREAM, 4);
            Deque<PutRecordsRequestEntry> waiting = new ArrayDeque<>();
            for (String row : rows()) {
                sent.computeIfAbsent(airport(row), key -> new ArrayList<>()).add(row);
                waiting.add(PutRecordsRequestEntry.builder()
                        .partitionKey(airport(row))
                        .data(SdkBytes.fromUtf8String(row))
                        .build());
            }
            while (!waiting.isEmpty()) {
                putBatch(client, waiting);
            }
            Map<String, List<String>> received = new LinkedHashMap<>();
            int shardsWithRecords = 0;
            for (String shardId : ShardReads.shardIds(client, STREAM)) {
                List<Record> records = ShardReads.readShard(client, STREAM, shardId);
                records.forEach(record -> received.computeIfAbsent(record.partitionKey(), key -> new ArrayList<>())
                        .add(record.data().asUtf8String()));
                shardsWithRecords += records.isEmpty() ? 0 : 1;
            }
            assertThat(shardsWithRecords).isEqualTo(4);
            assertThat(received).containsExactlyInAnyOrderEntriesOf(sent);
            TestStreams.delete(client, STREAM);
        }
    }

    /**
     * Sends the next rows. What is throttled goes to the front again, and keeps its order: of the records of one shard in a
     * call, the ones that are refused are the last.
     */
    private static void putBatch(KinesisClient client, Deque<PutRecordsRequestEntry> waiting)
            throws InterruptedException {
        List<PutRecordsRequestEntry> batch = new ArrayList<>();
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        List<PutRecordsResultEntry> results = client.putRecords(
                        request -> request.streamName(STREAM).records(batch))
                .records();
        boolean throttled = false;
        for (int i = results.size() - 1; i >= 0; i--) {
            if (results.get(i).errorCode() != null) {
                waiting.addFirst(batch.get(i));
                throttled = true;
            }
        }
        if (throttled) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static List<String> rows() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(RealDataIT.class.getResourceAsStream("/data/flights-20k.csv.gz"))),
                StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).toList();
        }
    }

    private static String airport(String row) {
        return row.split(",")[3];
    }
}
