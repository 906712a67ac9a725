package dev.millrace.gateway.kinesis;

import static dev.millrace.gateway.kinesis.OrdersStream.all;
import static dev.millrace.gateway.kinesis.OrdersStream.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.stream.HashKeyRange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PutRecord and PutRecords answer, from the signed request to the JSON, over services in memory. */
class PutOperationsTest {
    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    private final OrdersStream orders = OrdersStream.anew(gateway);

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void recordsOfACallFailOnTheirOwn() {
        gateway.shards.answerWith(
                append -> append.getShard() == 0 ? refused(Refusal.THROTTLED) : gateway.shards.store(append));
        String records = record("a", 0) + "," + record("b", 1) + "," + record("c", 0);

        String answer = orders.ok("PutRecords", "{'StreamName':'orders','Records':[" + records + "]}");

        assertThat(answer).contains("\"FailedRecordCount\":2");
        assertThat(all(answer, "ErrorMessage"))
                .hasSize(2)
                .containsOnly("Rate exceeded for shard shardId-000000000000 in " + OrdersStream.UNDER + ".");
        assertThat(all(answer, "ErrorCode")).containsOnly("ProvisionedThroughputExceededException");
        assertThat(answer.indexOf("SequenceNumber"))
                .isBetween(answer.indexOf("ErrorCode"), answer.lastIndexOf("ErrorCode"));
    }

    @Test
    void aRecordOfUnknownFateIsAFaultOfOurs() {
        gateway.shards.answerWith(append -> refused(Refusal.UNKNOWN_OUTCOME));

        HttpResponse<String> one = orders.call("PutRecord", "{'StreamName':'orders','PartitionKey':'a','Data':''}");
        String many = orders.ok("PutRecords", "{'StreamName':'orders','Records':[" + record("a", 0) + "]}");

        assertThat(one.statusCode()).isEqualTo(500);
        assertThat(one.headers().firstValue("x-amzn-ErrorType")).contains("InternalFailureException");
        assertThat(many)
                .contains("\"ErrorCode\":\"InternalFailure\"")
                .contains("\"ErrorMessage\":\"Internal Service Failure\"");
    }

    @Test
    void theOrderingWishMayNotLieInTheFuture() {
        String number = text(orders.put("a"), "SequenceNumber");

        orders.ok(
                "PutRecord",
                "{'StreamName':'orders','PartitionKey':'a','ExplicitHashKey':'0','Data':'',"
                        + "'SequenceNumberForOrdering':'" + number + "'}");
        orders.assertRefused(
                "PutRecord",
                "{'StreamName':'orders','PartitionKey':'a','Data':'','SequenceNumberForOrdering':'12'}",
                "InvalidArgumentException",
                "ExclusiveMinimumSequenceNumber 12 used in PutRecord on " + OrdersStream.UNDER + " is invalid.");
    }

    @Test
    void anExplicitHashKeyMustBeOfTheHashSpace() {
        String beyond = "340282366920938463463374607431768211456";

        orders.assertRefused(
                "PutRecord",
                "{'StreamName':'orders','PartitionKey':'a','Data':'','ExplicitHashKey':'" + beyond + "'}",
                "InvalidArgumentException",
                "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was "
                        + beyond);
    }

    @Test
    void aStreamJustCreatedElsewhereIsFound() {
        // The mirror has not heard of it, so only asking helps.
        orders.ok("CreateStream", "{'StreamName':'fresh','ShardCount':1}");

        assertThat(orders.ok("PutRecord", "{'StreamName':'fresh','PartitionKey':'a','Data':''}"))
                .contains("ShardId");
        orders.ok("DeleteStream", "{'StreamName':'fresh'}");
    }

    private static AppendOutcome refused(Refusal reason) {
        return AppendOutcome.newBuilder().setRefusal(reason).build();
    }

    private static String record(String key, int shard) {
        String hash = HashKeyRange.uniform(2).get(shard).start().toString();
        return "{'PartitionKey':'" + key + "','ExplicitHashKey':'" + hash + "','Data':'AAAA'}";
    }
}
