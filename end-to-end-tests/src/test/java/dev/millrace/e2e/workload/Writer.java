package dev.millrace.e2e.workload;

import dev.millrace.e2e.history.Attempt;
import dev.millrace.e2e.history.Attempt.Acknowledgement;
import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.RecordId;
import java.math.BigInteger;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Puts one record, then a batch, then one record, each after the answer to the one before, and notes every outcome. */
final class Writer implements Runnable {
    static final Duration PAUSE = Duration.ofMillis(2);

    private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(100);
    private static final int BATCH = 20;
    private static final int DATA_BYTES = 300;
    private static final int KEYS = 50;

    private final int number;
    private final KinesisClient client;
    private final String stream;
    private final History history;
    private final AtomicBoolean stopped;
    private final Duration pause;
    private long serial;

    Writer(int number, KinesisClient client, String stream, History history, AtomicBoolean stopped, Duration pause) {
        this.number = number;
        this.client = client;
        this.stream = stream;
        this.history = history;
        this.stopped = stopped;
        this.pause = pause;
    }

    @Override
    public void run() {
        while (!stopped.get()) {
            boolean answered = putRecord() & putRecords();
            LockSupport.parkNanos((answered ? pause : PAUSE_AFTER_ERROR).toNanos());
        }
    }

    private boolean putRecord() {
        RecordId id = new RecordId(number, serial++);
        byte[] data = id.toData(DATA_BYTES);
        long startedAt = System.nanoTime();
        try {
            PutRecordResponse answer = client.putRecord(request ->
                    request.streamName(stream).partitionKey(keyOf(id)).data(SdkBytes.fromByteArray(data)));
            note(id, data, startedAt, Outcome.ACKNOWLEDGED, at(answer.shardId(), answer.sequenceNumber()));
            return true;
        } catch (SdkException e) {
            note(id, data, startedAt, outcomeOf(e), Optional.empty());
            return false;
        }
    }

    private boolean putRecords() {
        List<RecordId> ids = new ArrayList<>();
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            RecordId id = new RecordId(number, serial++);
            ids.add(id);
            entries.add(PutRecordsRequestEntry.builder()
                    .partitionKey(keyOf(id))
                    .data(SdkBytes.fromByteArray(id.toData(DATA_BYTES)))
                    .build());
        }
        long startedAt = System.nanoTime();
        try {
            PutRecordsResponse answer =
                    client.putRecords(request -> request.streamName(stream).records(entries));
            for (int i = 0; i < BATCH; i++) {
                note(ids.get(i), startedAt, answer.records().get(i));
            }
            return answer.failedRecordCount() == 0;
        } catch (SdkException e) {
            ids.forEach(id -> note(id, id.toData(DATA_BYTES), startedAt, outcomeOf(e), Optional.empty()));
            return false;
        }
    }

    private void note(RecordId id, long startedAt, PutRecordsResultEntry result) {
        byte[] data = id.toData(DATA_BYTES);
        if (result.errorCode() == null) {
            note(id, data, startedAt, Outcome.ACKNOWLEDGED, at(result.shardId(), result.sequenceNumber()));
        } else {
            boolean throttled = result.errorCode().equals("ProvisionedThroughputExceededException");
            note(id, data, startedAt, throttled ? Outcome.REFUSED : Outcome.UNKNOWN, Optional.empty());
        }
    }

    private void note(RecordId id, byte[] data, long startedAt, Outcome outcome, Optional<Acknowledgement> at) {
        history.add(new Attempt(id, keyOf(id), Arrays.hashCode(data), startedAt, System.nanoTime(), outcome, at));
    }

    private String keyOf(RecordId id) {
        return "w" + number + "-k" + id.serial() % KEYS;
    }

    private static Optional<Acknowledgement> at(String shardId, String sequenceNumber) {
        return Optional.of(new Acknowledgement(shardId, new BigInteger(sequenceNumber)));
    }

    /** Nothing was stored if the connection was never made, or the answer says so; after any other failure it may have been. */
    static Outcome outcomeOf(SdkException failure) {
        boolean refused = failure.getCause() instanceof ConnectException
                || failure instanceof KinesisException answer && answer.statusCode() == 400;
        return refused ? Outcome.REFUSED : Outcome.UNKNOWN;
    }
}
