package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** The quotas of a shard and of calls, with a client that does not hide them by trying again. */
@ExtendWith(SharedStack.class)
class ThrottlingIT {
    private static final String STREAM = "narrow";
    private static final String RATE_EXCEEDED = "Rate exceeded for shard shardId-000000000000 in stream " + STREAM
            + " under account " + Access.ACCOUNT + ".";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CALLERS = 8;

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private KinesisClient client;

    @BeforeEach
    void createStream(StackProcess stack) {
        client = Clients.withoutRetries(stack.access(), CALLERS);
        TestStreams.create(client, STREAM, 1);
    }

    @AfterEach
    void deleteStream() {
        TestStreams.delete(client, STREAM);
        client.close();
        callers.shutdownNow();
    }

    @Test
    void recordsOverAThousandASecondAreRefusedOneByOne() {
        List<PutRecordsResultEntry> results = new ArrayList<>();
        List<PutRecordsResultEntry> refused = await().atMost(PATIENCE)
                .until(
                        () -> {
                            results.addAll(putTogether());
                            return results.stream()
                                    .filter(result -> result.errorCode() != null)
                                    .toList();
                        },
                        found -> !found.isEmpty());
        assertThat(refused).allSatisfy(result -> {
            assertThat(result.errorCode()).isEqualTo("ProvisionedThroughputExceededException");
            assertThat(result.errorMessage()).isEqualTo(RATE_EXCEEDED);
            assertThat(result.sequenceNumber()).isNull();
            assertThat(result.shardId()).isNull();
        });
        assertThat(results.size() - refused.size()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void bytesOverAMebibyteASecondAreRefused() {
        assertThat(refusalOf(
                        8,
                        () -> client.putRecord(request -> request.streamName(STREAM)
                                .partitionKey("key")
                                .data(SdkBytes.fromByteArray(new byte[700_000])))))
                .isInstanceOf(ProvisionedThroughputExceededException.class)
                .hasMessageContaining(RATE_EXCEEDED);
    }

    @Test
    void readsOverFiveASecondAreRefused() {
        String iterator = ShardReads.horizonIterator(client, STREAM, "shardId-000000000000");
        assertThat(refusalOf(30, () -> client.getRecords(request -> request.shardIterator(iterator))))
                .isInstanceOf(ProvisionedThroughputExceededException.class)
                .hasMessageContaining(RATE_EXCEEDED);
    }

    @Test
    void callsOverTheirRateAreRefused() {
        String arn = TestStreams.arnOf(client, STREAM);
        assertThat(refusalOf(50, () -> client.listStreamConsumers(request -> request.streamARN(arn))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Rate exceeded for stream " + STREAM + " under account " + Access.ACCOUNT + ".");
        assertThat(refusalOf(50, () -> client.describeLimits()))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Rate exceeded. (");
    }

    /** Four times what a shard takes in a second. */
    private List<PutRecordsResultEntry> putTogether() {
        return together(
                        8,
                        () -> client.putRecords(
                                request -> request.streamName(STREAM).records(entries(500, 10))))
                .stream()
                .flatMap(answer -> answer.records().stream())
                .toList();
    }

    /** The first refusal of calls, which are made again until there is one. */
    private Throwable refusalOf(int calls, Supplier<?> call) {
        return await().atMost(PATIENCE)
                .until(
                        () -> together(calls, () -> Optional.ofNullable(catchThrowable(call::get))).stream()
                                .flatMap(Optional::stream)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The outcomes of calls that are made beside each other: one after the other a slow machine might keep to any rate. */
    private <T> List<T> together(int calls, Supplier<T> call) {
        List<CompletableFuture<T>> underWay = IntStream.range(0, calls)
                .mapToObj(i -> CompletableFuture.supplyAsync(call, callers))
                .toList();
        return underWay.stream().map(CompletableFuture::join).toList();
    }

    private static List<PutRecordsRequestEntry> entries(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("key-" + i)
                        .data(SdkBytes.fromByteArray(new byte[size]))
                        .build())
                .toList();
    }
}
