package dev.millrace.gateway.kinesis;

import static dev.millrace.gateway.kinesis.OrdersStream.all;
import static dev.millrace.gateway.kinesis.OrdersStream.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.memory.MemoryCatalog;
import dev.millrace.gateway.memory.RunningGateway;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operations on streams answer, from the signed request to the JSON, over services in memory. */
class StreamOperationsTest {
    private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StreamName':'orders'}",
                "{'StreamARN':'" + ARN + "'}",
                "{'StreamName':'orders','StreamARN':'" + ARN + "'}"
            })
    void aStreamIsNamedByNameOrArnOrBoth(String request) {
        assertThat(orders.ok("DescribeStreamSummary", request)).contains("\"StreamARN\":\"" + ARN + "\"");
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
            assertThat(orders.call(operation, request).headers().firstValue("x-amzn-ErrorType"))
                    .contains(error);
        }
    }

    @Test
    void aStreamIsDescribedPageByPage() {
        String first = orders.ok("DescribeStream", "{'StreamName':'orders','Limit':1}");
        String second = orders.ok(
                "DescribeStream", "{'StreamName':'orders','ExclusiveStartShardId':'" + text(first, "ShardId") + "'}");

        assertThat(first).contains("\"HasMoreShards\":true").contains("shardId-000000000000");
        assertThat(second).contains("\"HasMoreShards\":false").contains("shardId-000000000001");
        assertThat(first)
                .contains("\"EnhancedMonitoring\":[{\"ShardLevelMetrics\":[]}]")
                .contains("\"RetentionPeriodHours\":24");
    }

    @Test
    void shardsAreListedPageByPage() {
        String first = orders.ok("ListShards", "{'StreamName':'orders','MaxResults':1}");
        String second = orders.ok("ListShards", "{'MaxResults':1,'NextToken':'" + text(first, "NextToken") + "'}");

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
                "{'StreamARN':'arn:aws:kinesis:us-east-1:000000000000:stream/orders','NextToken':'x'} | "
                        + "NextToken and StreamARN cannot be provided together.",
                "{'ShardFilter':{'Type':'AT_LATEST'},'NextToken':'x'} | "
                        + "NextToken and ShardFilter cannot be provided together.",
                "{'NextToken':'x'} | Invalid NextToken.",
            })
    void aListOfShardsThatIsNotAskedForRightly(String request, String message) {
        orders.assertRefused("ListShards", request, "InvalidArgumentException", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "shardId-0", "a-0", "shard-00000000000000"})
    void aShardIdIsReadByItsNumber(String id) {
        assertThat(all(
                        orders.ok("ListShards", "{'StreamName':'orders','ExclusiveStartShardId':'" + id + "'}"),
                        "ShardId"))
                .containsExactly("shardId-000000000001");
        assertThat(orders.ok("DescribeStream", "{'StreamName':'orders','ExclusiveStartShardId':'" + id + "'}"))
                .doesNotContain("shardId-000000000000");
        String iterator = text(
                orders.ok(
                        "GetShardIterator",
                        "{'StreamName':'orders','ShardId':'" + id + "','ShardIteratorType':'TRIM_HORIZON'}"),
                "ShardIterator");
        assertThat(orders.ok("GetRecords", "{'ShardIterator':'\\'" + iterator + "\\''}"))
                .as("in quotes")
                .contains("NextShardIterator");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATING", "DELETING"})
    void aStreamThatComesOrGoesShowsNoShards(StreamStatus status) {
        StreamDescription passing =
                MemoryCatalog.stream("passing", 2).toBuilder().status(status).build();
        gateway.catalog.put(passing);

        assertThat(orders.ok("DescribeStream", "{'StreamName':'passing'}"))
                .contains("\"StreamStatus\":\"" + status + "\"")
                .contains("\"Shards\":[]")
                .contains("\"HasMoreShards\":false");
        gateway.catalog.remove(passing);
    }

    @Test
    void streamsAreListedPageByPage() {
        gateway.catalog.put(MemoryCatalog.stream("invoices", 1));
        gateway.catalog.put(MemoryCatalog.stream("returns", 1));
        String first = orders.ok("ListStreams", "{'Limit':2}");
        String rest = orders.ok("ListStreams", "{'NextToken':'" + text(first, "NextToken") + "'}");

        assertThat(first).contains("\"StreamNames\":[\"invoices\",\"orders\"]").contains("\"HasMoreStreams\":true");
        assertThat(rest).contains("\"StreamNames\":[\"returns\"]").contains("\"HasMoreStreams\":false");
        orders.call("DeleteStream", "{'StreamName':'invoices'}");
        orders.call("DeleteStream", "{'StreamName':'returns'}");
    }

    @Test
    void aPageHasNoMoreThanAws() {
        StreamDescription wide = MemoryCatalog.stream("wide", 1_100);
        gateway.catalog.put(wide);

        for (String limit : List.of("", ",'Limit':100", ",'Limit':10000")) {
            String page = orders.ok("DescribeStream", "{'StreamName':'wide'" + limit + "}");
            assertThat(all(page, "ShardId")).hasSize(100);
            assertThat(page).contains("\"HasMoreShards\":true");
        }
        for (String most : List.of("", ",'MaxResults':1000", ",'MaxResults':10000")) {
            String page = orders.ok("ListShards", "{'StreamName':'wide'" + most + "}");
            assertThat(all(page, "ShardId")).hasSize(1_000);
            assertThat(page).contains("NextToken");
        }
        for (String tooMany : List.of("DescribeStream|'Limit'", "ListShards|'MaxResults'")) {
            String[] asked = tooMany.split("\\|");
            assertThat(orders.call(asked[0], "{'StreamName':'wide'," + asked[1] + ":10001}")
                            .body())
                    .contains("ValidationException")
                    .contains("Member must have value less than or equal to 10000");
        }
        gateway.catalog.remove(wide);
    }

    @Test
    void streamsAreListedAfterAName() {
        gateway.catalog.put(MemoryCatalog.stream("invoices", 1));
        String first = orders.ok("ListStreams", "{'Limit':1}");

        assertThat(orders.ok("ListStreams", "{'ExclusiveStartStreamName':'invoices'}"))
                .contains("\"StreamNames\":[\"orders\"]");
        assertThat(orders.ok("ListStreams", "{'ExclusiveStartStreamName':'j'}"))
                .contains("\"StreamNames\":[\"orders\"]");
        orders.assertRefused(
                "ListStreams",
                "{'ExclusiveStartStreamName':'a','NextToken':'" + text(first, "NextToken") + "'}",
                "InvalidArgumentException",
                "NextToken and ExclusiveStartStreamName cannot be provided together.");
        orders.call("DeleteStream", "{'StreamName':'invoices'}");
    }

    @ParameterizedTest
    @EnumSource(StreamStatus.class)
    void recordsGoIntoAStreamOnceItIsCreated(StreamStatus status) {
        StreamDescription passing =
                MemoryCatalog.stream("passing", 1).toBuilder().status(status).build();
        gateway.catalog.put(passing);
        Map<String, String> calls = Map.of(
                "PutRecord", "'Data':'','PartitionKey':'k'",
                "PutRecords", "'Records':[{'Data':'','PartitionKey':'k'}]",
                "GetShardIterator", "'ShardId':'shardId-000000000000','ShardIteratorType':'LATEST'");

        calls.forEach((operation, request) -> {
            String named = "{'StreamName':'passing'," + request + "}";
            if (status == StreamStatus.CREATING) {
                orders.assertRefused(
                        operation,
                        named,
                        "ResourceNotFoundException",
                        operation.startsWith("Put")
                                ? "Stream passing under account 000000000000 not found."
                                : "Shard shardId-000000000000 in stream passing under account 000000000000 does not exist");
            } else {
                orders.ok(operation, named);
            }
        });
        gateway.catalog.remove(passing);
    }

    @Test
    void theErrorsOfTheMetadataServiceAreTheCallers() {
        orders.assertRefused(
                "CreateStream",
                "{'StreamName':'orders','ShardCount':1}",
                "ResourceInUseException",
                "Stream orders under account 000000000000 already exists.");
    }

    @Test
    void theAccountsLimitsAreTold() {
        assertThat(orders.ok("DescribeLimits", "{}"))
                .isEqualTo("{\"ShardLimit\":1000,\"OpenShardCount\":2,\"OnDemandStreamCount\":0,"
                        + "\"OnDemandStreamCountLimit\":50}");
    }
}
