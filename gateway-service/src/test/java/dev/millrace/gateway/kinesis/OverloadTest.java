package dev.millrace.gateway.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.MemoryCatalog;
import dev.millrace.gateway.memory.RunningGateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is beyond a bound in bytes is throttled, and what comes after is served again. */
class OverloadTest {
    @TempDir
    private Path directory;

    @Test
    void bodiesBeyondTheBoundAreThrottled() throws IOException {
        try (RunningGateway gateway =
                new RunningGateway(directory, "millrace.gateway.max-request-bytes-in-flight=1KB")) {
            assertThrottled(gateway.call("ListStreams", "{\"a\":\"" + "x".repeat(2000) + "\"}"));
            assertThat(gateway.call("ListStreams", "{}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersBeyondTheBoundAreThrottled() throws IOException {
        try (RunningGateway gateway =
                new RunningGateway(directory, "millrace.gateway.max-response-bytes-in-flight=200KB")) {
            gateway.catalog.put(MemoryCatalog.stream("orders", 1));
            String data = Base64.getEncoder().encodeToString(new byte[150_000]);
            gateway.call("PutRecord", "{\"StreamName\":\"orders\",\"PartitionKey\":\"a\",\"Data\":\"" + data + "\"}");
            String iterator = gateway.call(
                            "GetShardIterator",
                            "{\"StreamName\":\"orders\",\"ShardId\":\"shardId-000000000000\","
                                    + "\"ShardIteratorType\":\"TRIM_HORIZON\"}")
                    .body();

            assertThrottled(gateway.call("GetRecords", iterator));
            assertThat(gateway.call("DescribeStreamSummary", "{\"StreamName\":\"orders\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static void assertThrottled(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ProvisionedThroughputExceededException");
    }
}
