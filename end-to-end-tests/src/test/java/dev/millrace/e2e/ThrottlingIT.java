package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestStreams;
import java.util.ArrayList;
import java.util.List;
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

    private KinesisClient client;

    @BeforeEach
    void createStream(StackProcess stack) {
        client = Clients.withoutRetries(stack.access(), 8);
        TestStreams.create(client, STREAM, 1);
    }

    @AfterEach
    void deleteStream() {
        TestStreams.delete(client, STREAM);
        client.close();
    }

    @Test
    void recordsOverAThousandASecondAreRefusedOneByOne() {
        List<PutRecordsResultEntry> results = new ArrayList<>();
        for (int call = 0; call < 6; call++) {
            results.addAll(
                    client.putRecords(request -> request.streamName(STREAM).records(entries(500, 10)))
                            .records());
        }
        List<PutRecordsResultEntry> refused =
                results.stream().filter(result -> result.errorCode() != null).toList();
        assertThat(refused).isNotEmpty().allSatisfy(result -> {
            assertThat(result.errorCode()).isEqualTo("ProvisionedThroughputExceededException");
            assertThat(result.errorMessage()).isEqualTo(RATE_EXCEEDED);
            assertThat(result.sequenceNumber()).isNull();
            assertThat(result.shardId()).isNull();
        });
        assertThat(results.size() - refused.size()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void bytesOverAMebibyteASecondAreRefused() {
        assertThatThrownBy(() -> IntStream.range(0, 8)
                        .forEach(i -> client.putRecord(request -> request.streamName(STREAM)
                                .partitionKey("key")
                                .data(SdkBytes.fromByteArray(new byte[700_000])))))
                .isInstanceOf(ProvisionedThroughputExceededException.class)
                .hasMessageContaining(RATE_EXCEEDED);
    }

    @Test
    void readsOverFiveASecondAreRefused() {
        String iterator = ShardReads.horizonIterator(client, STREAM, "shardId-000000000000");
        assertThatThrownBy(() -> IntStream.range(0, 30)
                        .forEach(i -> client.getRecords(request -> request.shardIterator(iterator))))
                .isInstanceOf(ProvisionedThroughputExceededException.class)
                .hasMessageContaining(RATE_EXCEEDED);
    }

    @Test
    void callsOverTheirRateAreRefused() {
        String arn = TestStreams.arnOf(client, STREAM);
        assertThatThrownBy(() -> IntStream.range(0, 50)
                        .forEach(i -> client.listStreamConsumers(request -> request.streamARN(arn))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Rate exceeded for stream " + STREAM + " under account " + Access.ACCOUNT + ".");
        assertThatThrownBy(() -> IntStream.range(0, 50).forEach(i -> client.describeLimits()))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Rate exceeded. (");
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
