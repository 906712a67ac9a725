package dev.millrace.e2e.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;

/**
 * When a subscription's records came, without their data. Its server must share this machine's clock. Thread-safe.
 */
public final class Deliveries implements Consumer<SubscribeToShardEvent> {
    private final List<String> sequenceNumbers = new ArrayList<>();
    private final List<Pushed> pushed = new ArrayList<>();
    private long longestDelayMillis;

    /**
     * An event with records.
     *
     * @param madeAtMillis when the shard's owner read them: it said how long after the arrival of the last one that was,
     *     unless there were no others yet
     */
    private record Pushed(long madeAtMillis, long bytes) {}

    @Override
    public synchronized void accept(SubscribeToShardEvent event) {
        long now = System.currentTimeMillis();
        long bytes = 0;
        long lastArrival = 0;
        for (Record record : event.records()) {
            sequenceNumbers.add(record.sequenceNumber());
            bytes += record.data().asByteArrayUnsafe().length;
            lastArrival = record.approximateArrivalTimestamp().toEpochMilli();
            longestDelayMillis = Math.max(longestDelayMillis, now - lastArrival);
        }
        if (bytes > 0) {
            pushed.add(new Pushed(lastArrival + event.millisBehindLatest(), bytes));
        }
    }

    public synchronized int count() {
        return sequenceNumbers.size();
    }

    public synchronized List<String> sequenceNumbers() {
        return List.copyOf(sequenceNumbers);
    }

    /** From a record's arrival to its delivery. */
    public synchronized Duration longestDelay() {
        return Duration.ofMillis(longestDelayMillis);
    }

    /** Data of all events that the server had made by then: to a client that did not read, what was held for it. */
    public synchronized long bytesMadeBefore(long millis) {
        return pushed.stream()
                .filter(event -> event.madeAtMillis < millis)
                .mapToLong(Pushed::bytes)
                .sum();
    }
}
