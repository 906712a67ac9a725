package dev.millrace.gateway.kinesis;

import static dev.millrace.gateway.kinesis.OrdersStream.all;
import static dev.millrace.gateway.kinesis.OrdersStream.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.shard.v1.Refusal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GetShardIterator and GetRecords answer, from the signed request to the JSON, over services in memory. */
class ReadOperationsTest {
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
    void whatWasPutIsGot() {
        String data = Base64.getEncoder().encodeToString("grüße\u0000".getBytes(StandardCharsets.UTF_8));
        String put =
                orders.ok("PutRecord", "{'StreamName':'orders','PartitionKey':'schlüssel \\\\','Data':'" + data + "'}");
        String shard = text(put, "ShardId");

        String got = orders.ok("GetRecords", "{'ShardIterator':'" + orders.iterator(shard, "'TRIM_HORIZON'") + "'}");

        assertThat(text(got, "Data")).isEqualTo(data);
        assertThat(text(got, "SequenceNumber")).isEqualTo(text(put, "SequenceNumber"));
        assertThat(got).contains("\"PartitionKey\":\"schlüssel \\\\\"").contains("\"MillisBehindLatest\":0");
        assertThat(orders.ok("GetRecords", "{'ShardIterator':'" + text(got, "NextShardIterator") + "'}"))
                .contains("\"Records\":[]");
    }

    @Test
    void anIteratorStandsWhereItsTypeSays() {
        String first = orders.put("a");
        orders.put("b");
        String latest = orders.iterator("shardId-000000000000", "'LATEST'");
        String last = orders.put("c");
        String at = "'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'" + text(first, "SequenceNumber") + "'";

        assertThat(orders.keys(orders.iterator("shardId-000000000000", "'TRIM_HORIZON'")))
                .containsExactly("a", "b", "c");
        assertThat(orders.keys(orders.iterator("shardId-000000000000", at))).containsExactly("a", "b", "c");
        assertThat(orders.keys(orders.iterator("shardId-000000000000", at.replace("AT_S", "AFTER_S"))))
                .containsExactly("b", "c");
        assertThat(orders.keys(latest)).containsExactly("c");
        assertThat(orders.keys(latest))
                .as("a used iterator gives the same again")
                .containsExactly("c");
        assertThat(orders.keys(orders.iterator("shardId-000000000000", "'AT_TIMESTAMP','Timestamp':1.5")))
                .containsExactly("a", "b", "c");
        assertThat(orders.keys(
                        orders.iterator("shardId-000000000000", "'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'0'")))
                .containsExactly("a", "b", "c");
        assertThat(last).contains("shardId-000000000000");
    }

    @Test
    void readingGoesOnInSmallSteps() {
        for (String key : List.of("a", "b", "c", "d")) {
            orders.put(key);
        }
        String step = orders.iterator("shardId-000000000000", "'TRIM_HORIZON'");
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String answer = orders.ok("GetRecords", "{'Limit':1,'ShardIterator':'" + step + "'}");
            seen.addAll(all(answer, "PartitionKey"));
            step = text(answer, "NextShardIterator");
        }

        assertThat(seen).containsExactly("a", "b", "c", "d");
    }

    @Test
    void theEndOfAShardNamesItsChildrenAndNoIterator() {
        orders.put("a");
        String iterator = orders.iterator("shardId-000000000000", "'TRIM_HORIZON'");
        orders.splitFirstShard();

        String end = orders.ok("GetRecords", "{'ShardIterator':'" + iterator + "'}");

        assertThat(end)
                .doesNotContain("NextShardIterator")
                .contains("\"ChildShards\":[{\"ShardId\":\"shardId-000000000002\"")
                .contains("\"ParentShards\":[\"shardId-000000000000\"]")
                .contains("shardId-000000000003");
    }

    @Test
    void aThrottledReadIsSaidToBe() {
        String iterator = orders.iterator("shardId-000000000000", "'TRIM_HORIZON'");
        gateway.shards.refuseReads(Refusal.THROTTLED);

        orders.assertRefused(
                "GetRecords",
                "{'ShardIterator':'" + iterator + "'}",
                "ProvisionedThroughputExceededException",
                "Rate exceeded for shard shardId-000000000000 in " + OrdersStream.UNDER + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'LATEST','StartingSequenceNumber':'1' | Request specified LATEST and also a StartingSequenceNumber.",
                "'AT_SEQUENCE_NUMBER' | Request specified AT_SEQUENCE_NUMBER and no StartingSequenceNumber.",
                "'AT_TIMESTAMP' | Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP.",
                "'AT_TIMESTAMP','Timestamp':99999999999 | The timestampInMillis parameter cannot be greater",
                "'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'5' | Invalid StartingSequenceNumber. It encodes"
                        + " shardId-000000000005, while it was used in a call to a shard with shardId-000000000000",
                "'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'26227199374822427428162556223570313216' | is invalid.",
                "'AT_SEQUENCE_NUMBER','StartingSequenceNumber':"
                        + "'49646437577108476416916876405825929425585429676275269634' | did not come from this stream.",
                "'AT_SEQUENCE_NUMBER','StartingSequenceNumber':"
                        + "'49646437577219980142909529521534816942768294565475516498' | It encodes shardId-000000000005",
            })
    void aPositionThatIsNone(String position, String message) {
        HttpResponse<String> answer = orders.call(
                "GetShardIterator",
                "{'StreamName':'orders','ShardId':'shardId-000000000000','ShardIteratorType':" + position + "}");

        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("InvalidArgumentException");
        assertThat(answer.body()).contains(message);
    }

    @Test
    void aShardThatIsNotThere() {
        String iterator = "{'StreamName':'orders','ShardIteratorType':'LATEST','ShardId':";

        orders.assertRefused(
                "GetShardIterator",
                iterator + "'shardId-000000000009'}",
                "ResourceNotFoundException",
                "Shard shardId-000000000009 in " + OrdersStream.UNDER + " does not exist");
        orders.assertRefused(
                "GetShardIterator",
                iterator + "'first'}",
                "ResourceNotFoundException",
                "Could not find shard first in " + OrdersStream.UNDER + ".");
    }
}
