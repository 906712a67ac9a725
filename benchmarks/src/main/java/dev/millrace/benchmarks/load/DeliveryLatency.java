package dev.millrace.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Measures from the moment before a record's put to its arrival at a subscriber, for SubscribeToShard and for server-sent
 * events, on a stream that is idle and on one that takes 1 MB a second. Each record carries the time of its put. Options
 * are those of {@link LoadScenarios}.
 */
public final class DeliveryLatency {
    private static final int RECORD_BYTES = 1_000;
    private static final int RECORDS_PER_CALL = 10;
    private static final String CONSUMER = "latency";
    private static final Duration WAIT_FOR_CONSUMER = Duration.ofSeconds(2);

    private final Options options;
    private final ControlCalls calls;

    private DeliveryLatency(Options options) {
        this.options = options;
        this.calls = new ControlCalls(options);
    }

    public static void main(String[] arguments) {
        DeliveryLatency latency = new DeliveryLatency(Options.parse(arguments, System.getenv()));
        System.out.println(
                "| way | load | records | p50 ms | p99 ms | max ms |\n| --- | --- | ---: | ---: | ---: | ---: |");
        latency.run("SubscribeToShard", "20 records/s", 1, 20, EventStreamReader::subscribe);
        latency.run("SubscribeToShard", "1 MB/s", RECORDS_PER_CALL, 100, EventStreamReader::subscribe);
        latency.run("SSE", "20 records/s", 1, 20, EventStreamReader::serverSentEvents);
        latency.run("SSE", "1 MB/s", RECORDS_PER_CALL, 100, EventStreamReader::serverSentEvents);
    }

    private void run(
            String way,
            String load,
            int recordsPerCall,
            int callsPerSecond,
            BiFunction<Options, String, EventStreamReader> open) {
        String stream = "delivery-" + System.nanoTime();
        calls.createStream(stream, 1);
        try {
            String consumerArn = calls.registerConsumer(stream, CONSUMER);
            LockSupport.parkNanos(WAIT_FOR_CONSUMER.toNanos());
            try (EventStreamReader reader = open.apply(options, consumerArn)) {
                report(way, load, measure(stream, recordsPerCall, callsPerSecond, reader));
            }
        } finally {
            calls.deleteStreamWithConsumers(stream);
        }
    }

    private Histogram measure(String stream, int recordsPerCall, int callsPerSecond, EventStreamReader reader) {
        Histogram latencies = new SynchronizedHistogram(TimeUnit.MINUTES.toNanos(1), 3);
        long from = System.nanoTime() + options.warmUp().toNanos();
        long to = from + options.duration().toNanos();
        Thread receiver = new Thread(() -> reader.forEachRecord(data -> {
            long sentAt = ByteBuffer.wrap(data).getLong();
            if (sentAt >= from) {
                latencies.recordValue(Math.max(0, System.nanoTime() - sentAt));
            }
        }));
        receiver.setDaemon(true);
        receiver.start();
        long pause = TimeUnit.SECONDS.toNanos(1) / callsPerSecond;
        for (long next = System.nanoTime(); next < to; next += pause) {
            LockSupport.parkNanos(next - System.nanoTime());
            put(stream, recordsPerCall);
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        return latencies;
    }

    private void put(String stream, int records) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            byte[] data = new byte[RECORD_BYTES];
            ByteBuffer.wrap(data).putLong(System.nanoTime());
            entries.add("{\"PartitionKey\":\"k\",\"Data\":\""
                    + new String(Base64.getEncoder().encode(data), StandardCharsets.US_ASCII) + "\"}");
        }
        calls.call("PutRecords", "{\"StreamName\":\"" + stream + "\",\"Records\":[" + String.join(",", entries) + "]}");
    }

    private static void report(String way, String load, Histogram latencies) {
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %s | %,d | %.1f | %.1f | %.1f |",
                way,
                load,
                latencies.getTotalCount(),
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6,
                latencies.getMaxValue() / 1e6));
    }
}
