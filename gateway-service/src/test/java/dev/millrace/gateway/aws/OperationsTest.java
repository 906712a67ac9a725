package dev.millrace.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.MemoryCatalog;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.internal.shard.v1.AppendOutcome;
import dev.millrace.internal.shard.v1.Refusal;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.StreamDescription;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each operation answers, from the signed request to the JSON, over services in memory. */
class OperationsTest {
    private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
    private static final String UNDER = "stream orders under account 000000000000";

    @TempDir
    private static Path directory;

    private static RunningGateway gateway;
    private StreamDescription orders = MemoryCatalog.stream("orders", 2);

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void begin() {
        gateway.shards.answerWith(gateway.shards::store);
        gateway.shards.refuseReads(Refusal.NONE);
        gateway.call("DeleteStream", "{'StreamName':'orders'}".replace('\'', '"'));
        orders = MemoryCatalog.stream("orders", 2);
        gateway.catalog.put(orders);
    }

    @Test
    void whatWasPutIsGot() {
        String data = Base64.getEncoder().encodeToString("grüße\u0000".getBytes(StandardCharsets.UTF_8));
        String put = ok("PutRecord", "{'StreamName':'orders','PartitionKey':'schlüssel \\\\','Data':'" + data + "'}");
        String shard = text(put, "ShardId");

        String got = ok("GetRecords", "{'ShardIterator':'" + iterator(shard, "'TRIM_HORIZON'") + "'}");

        assertThat(text(got, "Data")).isEqualTo(data);
        assertThat(text(got, "SequenceNumber")).isEqualTo(text(put, "SequenceNumber"));
        assertThat(got).contains("\"PartitionKey\":\"schlüssel \\\\\"").contains("\"MillisBehindLatest\":0");
        assertThat(ok("GetRecords", "{'ShardIterator':'" + text(got, "NextShardIterator") + "'}"))
                .contains("\"Records\":[]");
    }

    @Test
    void anIteratorStandsWhereItsTypeSays() {
        String first = put("a");
        put("b");
        String latest = iterator("shardId-000000000000", "'LATEST'");
        String last = put("c");
        String at = "'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'" + text(first, "SequenceNumber") + "'";

        assertThat(keys(iterator("shardId-000000000000", "'TRIM_HORIZON'"))).containsExactly("a", "b", "c");
        assertThat(keys(iterator("shardId-000000000000", at))).containsExactly("a", "b", "c");
        assertThat(keys(iterator("shardId-000000000000", at.replace("AT_S", "AFTER_S"))))
                .containsExactly("b", "c");
        assertThat(keys(latest)).containsExactly("c");
        assertThat(keys(latest)).as("a used iterator gives the same again").containsExactly("c");
        assertThat(keys(iterator("shardId-000000000000", "'AT_TIMESTAMP','Timestamp':1.5")))
                .containsExactly("a", "b", "c");
        assertThat(keys(iterator("shardId-000000000000", "'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'0'")))
                .containsExactly("a", "b", "c");
        assertThat(last).contains("shardId-000000000000");
    }

    @Test
    void readingGoesOnInSmallSteps() {
        for (String key : List.of("a", "b", "c", "d")) {
            put(key);
        }
        String step = iterator("shardId-000000000000", "'TRIM_HORIZON'");
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String answer = ok("GetRecords", "{'Limit':1,'ShardIterator':'" + step + "'}");
            seen.addAll(all(answer, "PartitionKey"));
            step = text(answer, "NextShardIterator");
        }

        assertThat(seen).containsExactly("a", "b", "c", "d");
    }

    @Test
    void theEndOfAShardNamesItsChildrenAndNoIterator() {
        put("a");
        String iterator = iterator("shardId-000000000000", "'TRIM_HORIZON'");
        splitFirstShard();
        gateway.shards.close(orders.id(), 0);

        String end = ok("GetRecords", "{'ShardIterator':'" + iterator + "'}");

        assertThat(end)
                .doesNotContain("NextShardIterator")
                .contains("\"ChildShards\":[{\"ShardId\":\"shardId-000000000002\"")
                .contains("\"ParentShards\":[\"shardId-000000000000\"]")
                .contains("shardId-000000000003");
    }

    @Test
    void recordsOfACallFailOnTheirOwn() {
        gateway.shards.answerWith(append -> append.getShard() == 0 ? throttled() : gateway.shards.store(append));
        String records = record("a", 0) + "," + record("b", 1) + "," + record("c", 0);

        String answer = ok("PutRecords", "{'StreamName':'orders','Records':[" + records + "]}");

        assertThat(answer).contains("\"FailedRecordCount\":2");
        assertThat(all(answer, "ErrorMessage"))
                .hasSize(2)
                .containsOnly("Rate exceeded for shard shardId-000000000000 in " + UNDER + ".");
        assertThat(all(answer, "ErrorCode")).containsOnly("ProvisionedThroughputExceededException");
        assertThat(answer.indexOf("SequenceNumber"))
                .isBetween(answer.indexOf("ErrorCode"), answer.lastIndexOf("ErrorCode"));
    }

    @Test
    void aRecordOfUnknownFateIsAFaultOfOurs() {
        gateway.shards.answerWith(append ->
                AppendOutcome.newBuilder().setRefusal(Refusal.UNKNOWN_OUTCOME).build());

        HttpResponse<String> one =
                gateway.call("PutRecord", json("{'StreamName':'orders','PartitionKey':'a','Data':''}"));
        String many = ok("PutRecords", "{'StreamName':'orders','Records':[" + record("a", 0) + "]}");

        assertThat(one.statusCode()).isEqualTo(500);
        assertThat(one.headers().firstValue("x-amzn-ErrorType")).contains("InternalFailureException");
        assertThat(many)
                .contains("\"ErrorCode\":\"InternalFailure\"")
                .contains("\"ErrorMessage\":\"Internal Service Failure\"");
    }

    @Test
    void aThrottledReadIsSaidToBe() {
        String iterator = iterator("shardId-000000000000", "'TRIM_HORIZON'");
        gateway.shards.refuseReads(Refusal.THROTTLED);

        assertRefused(
                "GetRecords",
                "{'ShardIterator':'" + iterator + "'}",
                "ProvisionedThroughputExceededException",
                "Rate exceeded for shard shardId-000000000000 in " + UNDER + ".");
    }

    @Test
    void theOrderingWishMayNotLieInTheFuture() {
        String number = text(put("a"), "SequenceNumber");

        ok(
                "PutRecord",
                "{'StreamName':'orders','PartitionKey':'a','ExplicitHashKey':'0','Data':'',"
                        + "'SequenceNumberForOrdering':'" + number + "'}");
        assertRefused(
                "PutRecord",
                "{'StreamName':'orders','PartitionKey':'a','Data':'','SequenceNumberForOrdering':'12'}",
                "InvalidArgumentException",
                "ExclusiveMinimumSequenceNumber 12 used in PutRecord on " + UNDER + " is invalid.");
    }

    @Test
    void anExplicitHashKeyMustBeOfTheHashSpace() {
        String beyond = "340282366920938463463374607431768211456";

        assertRefused(
                "PutRecord",
                "{'StreamName':'orders','PartitionKey':'a','Data':'','ExplicitHashKey':'" + beyond + "'}",
                "InvalidArgumentException",
                "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was "
                        + beyond);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StreamName':'orders'}",
                "{'StreamARN':'" + ARN + "'}",
                "{'StreamName':'orders','StreamARN':'" + ARN + "'}"
            })
    void aStreamIsNamedByNameOrArnOrBoth(String request) {
        assertThat(ok("DescribeStreamSummary", request)).contains("\"StreamARN\":\"" + ARN + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | InvalidArgumentException",
                "{'StreamName':'other','StreamARN':'" + ARN + "'} | InvalidArgumentException",
                "{'StreamARN':'arn:aws:kinesis:eu-west-1:000000000000:stream/orders'} | ResourceNotFoundException",
                "{'StreamARN':'arn:aws:kinesis:us-east-1:111111111111:stream/orders'} | ResourceNotFoundException",
                "{'StreamName':'nobody'} | ResourceNotFoundException",
            })
    void aStreamThatIsNotNamedRightly(String request, String error) {
        for (String operation : List.of("DescribeStreamSummary", "DescribeStream", "DeleteStream")) {
            assertThat(gateway.call(operation, json(request)).headers().firstValue("x-amzn-ErrorType"))
                    .contains(error);
        }
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
                "'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'12' | is invalid.",
                "'AT_SEQUENCE_NUMBER','StartingSequenceNumber':"
                        + "'49646437577108476416916876405825929425585429676275269634' | did not come from this stream.",
                "'AT_SEQUENCE_NUMBER','StartingSequenceNumber':"
                        + "'49646437577219980142909529521534816942768294565475516498' | It encodes shardId-000000000005",
            })
    void aPositionThatIsNone(String position, String message) {
        HttpResponse<String> answer = gateway.call(
                "GetShardIterator",
                json("{'StreamName':'orders','ShardId':'shardId-000000000000','ShardIteratorType':" + position + "}"));

        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("InvalidArgumentException");
        assertThat(answer.body()).contains(message);
    }

    @Test
    void aShardThatIsNotThere() {
        String iterator = "{'StreamName':'orders','ShardIteratorType':'LATEST','ShardId':";

        assertRefused(
                "GetShardIterator",
                iterator + "'shardId-000000000009'}",
                "ResourceNotFoundException",
                "Shard shardId-000000000009 in " + UNDER + " does not exist");
        assertRefused(
                "GetShardIterator",
                iterator + "'first'}",
                "ResourceNotFoundException",
                "Could not find shard first in " + UNDER + ".");
    }

    @Test
    void aStreamIsDescribedPageByPage() {
        String first = ok("DescribeStream", "{'StreamName':'orders','Limit':1}");
        String second = ok(
                "DescribeStream", "{'StreamName':'orders','ExclusiveStartShardId':'" + text(first, "ShardId") + "'}");

        assertThat(first).contains("\"HasMoreShards\":true").contains("shardId-000000000000");
        assertThat(second).contains("\"HasMoreShards\":false").contains("shardId-000000000001");
        assertThat(first)
                .contains("\"EnhancedMonitoring\":[{\"ShardLevelMetrics\":[]}]")
                .contains("\"RetentionPeriodHours\":24");
    }

    @Test
    void shardsAreListedPageByPage() {
        String first = ok("ListShards", "{'StreamName':'orders','MaxResults':1}");
        String second = ok("ListShards", "{'MaxResults':1,'NextToken':'" + text(first, "NextToken") + "'}");

        assertThat(all(first, "ShardId")).containsExactly("shardId-000000000000");
        assertThat(all(second, "ShardId")).containsExactly("shardId-000000000001");
        assertThat(second).doesNotContain("NextToken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | Either NextToken or StreamName should be provided.",
                "{'StreamName':'orders','NextToken':'x'} | NextToken and StreamName cannot be provided together.",
                "{'ExclusiveStartShardId':'shardId-000000000000','NextToken':'x'} | "
                        + "NextToken and ExclusiveStartShardId cannot be provided together.",
                "{'NextToken':'x'} | Invalid NextToken.",
            })
    void aListOfShardsThatIsNotAskedForRightly(String request, String message) {
        assertRefused("ListShards", request, "InvalidArgumentException", message);
    }

    @Test
    void streamsAreListedPageByPage() {
        gateway.catalog.put(MemoryCatalog.stream("invoices", 1));
        gateway.catalog.put(MemoryCatalog.stream("returns", 1));
        String first = ok("ListStreams", "{'Limit':2}");
        String rest = ok("ListStreams", "{'NextToken':'" + text(first, "NextToken") + "'}");

        assertThat(first).contains("\"StreamNames\":[\"invoices\",\"orders\"]").contains("\"HasMoreStreams\":true");
        assertThat(rest).contains("\"StreamNames\":[\"returns\"]").contains("\"HasMoreStreams\":false");
        gateway.call("DeleteStream", json("{'StreamName':'invoices'}"));
        gateway.call("DeleteStream", json("{'StreamName':'returns'}"));
    }

    @Test
    void theErrorsOfTheMetadataServiceAreTheCallers() {
        assertRefused(
                "CreateStream",
                "{'StreamName':'orders','ShardCount':1}",
                "ResourceInUseException",
                "Stream orders under account 000000000000 already exists.");
    }

    @Test
    void theAccountsLimitsAreTold() {
        assertThat(ok("DescribeLimits", "{}"))
                .isEqualTo("{\"ShardLimit\":1000,\"OpenShardCount\":2,\"OnDemandStreamCount\":0,"
                        + "\"OnDemandStreamCountLimit\":50}");
    }

    @Test
    void aStreamJustCreatedElsewhereIsFound() {
        // The mirror has not heard of it, so only asking helps.
        ok("CreateStream", "{'StreamName':'fresh','ShardCount':1}");

        assertThat(ok("PutRecord", "{'StreamName':'fresh','PartitionKey':'a','Data':''}"))
                .contains("ShardId");
        ok("DeleteStream", "{'StreamName':'fresh'}");
    }

    private void splitFirstShard() {
        Shard parent = orders.shards().open().get(0);
        Shard other = orders.shards().open().get(1);
        List<Shard> shards = new ArrayList<>(List.of(
                new Shard(
                        0,
                        parent.range(),
                        parent.parent(),
                        parent.adjacentParent(),
                        parent.createdAt(),
                        Optional.of(parent.createdAt().plusSeconds(1))),
                other));
        HashKeyRange low = HashKeyRange.uniform(4).get(0);
        HashKeyRange high = HashKeyRange.uniform(4).get(1);
        for (HashKeyRange range : List.of(low, high)) {
            shards.add(new Shard(
                    shards.size(),
                    range,
                    OptionalInt.of(0),
                    OptionalInt.empty(),
                    parent.createdAt().plusSeconds(1),
                    Optional.empty()));
        }
        gateway.catalog.put(MemoryCatalog.with(orders, shards));
    }

    private static AppendOutcome throttled() {
        return AppendOutcome.newBuilder().setRefusal(Refusal.THROTTLED).build();
    }

    private static String put(String key) {
        return ok(
                "PutRecord",
                "{'StreamName':'orders','PartitionKey':'" + key + "','ExplicitHashKey':'0','Data':'AAAA'}");
    }

    private static String record(String key, int shard) {
        String hash = HashKeyRange.uniform(2).get(shard).start().toString();
        return "{'PartitionKey':'" + key + "','ExplicitHashKey':'" + hash + "','Data':'AAAA'}";
    }

    private static String iterator(String shard, String position) {
        return text(
                ok(
                        "GetShardIterator",
                        "{'StreamName':'orders','ShardId':'" + shard + "','ShardIteratorType':" + position + "}"),
                "ShardIterator");
    }

    private static List<String> keys(String iterator) {
        return all(ok("GetRecords", "{'ShardIterator':'" + iterator + "'}"), "PartitionKey");
    }

    private static String ok(String operation, String request) {
        HttpResponse<String> answer = gateway.call(operation, json(request));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void assertRefused(String operation, String request, String error, String message) {
        HttpResponse<String> answer = gateway.call(operation, json(request));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"__type\":\"" + error + "\",\"message\":\"" + message + "\"}");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String text(String json, String member) {
        return all(json, member).get(0);
    }

    private static List<String> all(String json, String member) {
        Matcher matcher = Pattern.compile("\"" + member + "\":\"([^\"]*)\"").matcher(json);
        return matcher.results().map(result -> result.group(1)).toList();
    }
}
