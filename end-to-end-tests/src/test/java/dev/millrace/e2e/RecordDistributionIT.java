package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.ShardReads;
import dev.millrace.e2e.workload.TestStreams;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Records that the service places, which the SDK for Java does not know yet: spoken by hand, read back by the SDK. */
@ExtendWith(SharedStack.class)
class RecordDistributionIT {
    private static final String STREAM = "distributed";
    private static final String ARN = "arn:aws:kinesis:us-east-1:" + Access.ACCOUNT + ":stream/" + STREAM;
    private static final int RECORDS = 400;

    @Test
    void recordsOfOneKeyOrNoneAreSpreadOverAllShards(StackProcess stack) {
        RawHttp http = new RawHttp(stack.access());
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            call(
                    http,
                    "CreateStream",
                    "{'StreamName':'" + STREAM + "','StreamModeDetails':{'StreamMode':'ON_DEMAND'},"
                            + "'RecordDistributionStrategy':'AUTO'}");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> client.describeStreamSummary(request -> request.streamName(STREAM))
                            .streamDescriptionSummary()
                            .streamStatus()
                            .equals(StreamStatus.ACTIVE));
            assertThat(call(http, "DescribeStreamSummary", "{'StreamName':'" + STREAM + "'}"))
                    .contains("\"RecordDistributionStrategy\":\"AUTO\"");
            String records = IntStream.range(0, RECORDS)
                    .mapToObj(i -> i % 2 == 0 ? "{'Data':'AAAA'}" : "{'Data':'AAAA','PartitionKey':'same'}")
                    .collect(Collectors.joining(","));
            assertThat(call(http, "PutRecords", "{'StreamName':'" + STREAM + "','Records':[" + records + "]}"))
                    .contains("\"FailedRecordCount\":0");

            List<List<Record>> byShard = IntStream.range(0, 4)
                    .mapToObj(i -> ShardReads.readShard(client, STREAM, String.format(Locale.ROOT, "shardId-%012d", i)))
                    .toList();
            // Of 400 evenly spread, fewer than 50 on one of four shards is past seven standard deviations.
            assertThat(byShard).allSatisfy(shard -> assertThat(shard).hasSizeGreaterThan(50));
            assertThat(byShard.stream().flatMap(List::stream))
                    .hasSize(RECORDS)
                    .allSatisfy(record -> assertThat(record.partitionKey()).isNotEmpty());

            call(
                    http,
                    "UpdateStreamRecordDistributionStrategy",
                    "{'StreamARN':'" + ARN + "','RecordDistributionStrategy':'USER_PARTITION_KEY'}");
            assertThat(IntStream.range(0, 20)
                            .mapToObj(i -> client.putRecord(request -> request.streamName(STREAM)
                                            .partitionKey("same")
                                            .data(SdkBytes.fromUtf8String("x")))
                                    .shardId())
                            .distinct())
                    .hasSize(1);
            TestStreams.delete(client, STREAM);
        }
    }

    private static String call(RawHttp http, String operation, String json) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        RawHttp.Answer answer = http.send(http.signed(operation, body, Instant.now()), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }
}
