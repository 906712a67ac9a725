package dev.millrace.e2e.workload;

import dev.millrace.e2e.history.Attempt;
import dev.millrace.e2e.history.Attempt.Acknowledgement;
import dev.millrace.e2e.history.Attempt.Outcome;
import dev.millrace.e2e.history.History;
import dev.millrace.e2e.history.RecordId;
import dev.millrace.e2e.stack.Access;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Puts a record into each shard at regular times, by one gateway after the other, whatever has become of the ones before: so it
 * shows for how long a shard took nothing, where a writer that waits for its answers would only show for how long it waited.
 */
public final class Probes implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(2);
    private static final int DATA_BYTES = 40;

    private final int writer;
    private final String stream;
    private final List<Shard> shards;
    private final List<KinesisAsyncClient> clients;
    private final History history;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();
    private final Phaser underWay = new Phaser(1);
    private long serial;

    private Probes(int writer, String stream, List<Shard> shards, List<KinesisAsyncClient> clients, History history) {
        this.writer = writer;
        this.stream = stream;
        this.shards = shards;
        this.clients = clients;
        this.history = history;
    }

    /** @param writer a number that no other writer of the history has */
    public static Probes start(
            List<Access> gateways, String stream, List<Shard> shards, History history, int writer, Duration interval) {
        List<KinesisAsyncClient> clients =
                gateways.stream().map(Clients::h2cWithoutRetries).toList();
        Probes probes = new Probes(writer, stream, shards, clients, history);
        probes.schedule.scheduleAtFixedRate(probes::round, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return probes;
    }

    private void round() {
        for (Shard shard : shards) {
            RecordId id = new RecordId(writer, serial++);
            put(id, clients.get((int) (id.serial() / shards.size() % clients.size())), shard);
        }
    }

    private void put(RecordId id, KinesisAsyncClient client, Shard shard) {
        String key = "probe-" + shard.shardId();
        byte[] data = id.toData(DATA_BYTES);
        underWay.register();
        long startedAt = System.nanoTime();
        client.putRecord(request -> request.streamName(stream)
                        .partitionKey(key)
                        .explicitHashKey(shard.hashKeyRange().startingHashKey())
                        .data(SdkBytes.fromByteArray(data)))
                .whenComplete((answer, failure) -> {
                    history.add(new Attempt(
                            id,
                            key,
                            Arrays.hashCode(data),
                            startedAt,
                            System.nanoTime(),
                            outcomeOf(failure),
                            Optional.ofNullable(answer).map(Probes::at)));
                    underWay.arriveAndDeregister();
                });
    }

    private static Acknowledgement at(PutRecordResponse answer) {
        return new Acknowledgement(answer.shardId(), new BigInteger(answer.sequenceNumber()));
    }

    private static Outcome outcomeOf(@Nullable Throwable failure) {
        if (failure == null) {
            return Outcome.ACKNOWLEDGED;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof SdkException answer ? Writer.outcomeOf(answer) : Outcome.UNKNOWN;
    }

    /** Ends it; returns when each has its answer. */
    public void stop() throws InterruptedException, TimeoutException {
        schedule.shutdown();
        if (!schedule.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("the probes do not end");
        }
        underWay.awaitAdvanceInterruptibly(underWay.arrive(), STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        clients.forEach(KinesisAsyncClient::close);
    }
}
