package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.TestStreams;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * The errors of the API as they stand on the wire: a request, and the status, type and exact text that it is answered
 * with. In the requests, quotes are single; in the texts, {@code <n>} is any number.
 */
@ExtendWith(SharedStack.class)
class ErrorConformanceIT {
    private static final String STREAM = "conformance";
    private static final String ARN = "arn:aws:kinesis:us-east-1:" + Access.ACCOUNT + ":stream/" + STREAM;
    private static final String NAMED = "'StreamName':'" + STREAM + "'";
    private static final String UNDER = "tream " + STREAM + " under account " + Access.ACCOUNT;
    private static final String SHARD = "shardId-000000000000";

    private record Case(String operation, String request, String type, String message) {}

    private static Case invalidArgument(String operation, String members, String message) {
        return new Case(operation, "{" + members + "}", "InvalidArgumentException", message);
    }

    private static Case validation(String operation, String members, String message) {
        return new Case(operation, "{" + members + "}", "ValidationException", message);
    }

    private static Case notFound(String operation, String members, String message) {
        return new Case(operation, "{" + members + "}", "ResourceNotFoundException", message);
    }

    private static Case limit(String operation, String members, String message) {
        return new Case(operation, "{" + members + "}", "LimitExceededException", message);
    }

    private static List<Case> addressing() {
        return List.of(
                notFound(
                        "DescribeStreamSummary",
                        "'StreamName':'nobody'",
                        "Stream nobody under account 000000000000 not found."),
                notFound(
                        "PutRecord",
                        "'StreamName':'nobody','Data':'','PartitionKey':'k'",
                        "Stream nobody under account 000000000000 not found."),
                invalidArgument(
                        "DescribeStream", "", "Either StreamName or StreamARN must be provided in the request."),
                invalidArgument(
                        "DescribeStream",
                        "'StreamName':'other','StreamARN':'" + ARN + "'",
                        "StreamName and StreamARN in the request do not name the same stream."),
                notFound(
                        "ListTagsForResource",
                        "'ResourceARN':'" + ARN.replace("us-east-1", "eu-west-1") + "'",
                        "Stream " + ARN.replace("us-east-1", "eu-west-1") + " not found."),
                validation(
                        "DescribeStream",
                        "'StreamName':'not a name'",
                        "1 validation error detected: Value 'not a name' at 'streamName' failed to satisfy constraint:"
                                + " Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"));
    }

    private static List<Case> creation() {
        return List.of(
                new Case(
                        "CreateStream",
                        "{" + NAMED + ",'ShardCount':1}",
                        "ResourceInUseException",
                        "S" + UNDER + " already exists."),
                limit(
                        "CreateStream",
                        "'StreamName':'huge','ShardCount':100000",
                        "This request would exceed the shard limit for the account 000000000000 in us-east-1. Current"
                                + " shard count for the account: <n>. Limit: <n>. Number of additional shards that would"
                                + " have resulted from this request: 100000. Refer to the AWS Service Limits page"
                                + " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current"
                                + " limits and how to request higher limits."),
                validation(
                        "CreateStream",
                        "'StreamName':'new'",
                        "1 validation error detected: Value null at 'shardCount' failed to satisfy constraint: Member"
                                + " must not be null"),
                invalidArgument(
                        "CreateStream",
                        "'StreamName':'new','ShardCount':1,'Tags':{'aws:mine':'x'}",
                        "Tag keys that begin with 'aws:' are reserved."),
                validation(
                        "CreateStream",
                        "'StreamName':'new','ShardCount':1,'WarmThroughputMiBps':5",
                        "WarmThroughputMiBps can only be set for a stream in On-Demand mode."),
                validation(
                        "UpdateMaxRecordSize",
                        "'StreamARN':'" + ARN + "','MaxRecordSizeInKiB':1023",
                        "1 validation error detected: Value '1023' at 'maxRecordSizeInKiB' failed to satisfy constraint:"
                                + " Member must have value greater than or equal to 1024"));
    }

    private static List<Case> retention() {
        return List.of(
                invalidArgument(
                        "DecreaseStreamRetentionPeriod",
                        NAMED + ",'RetentionPeriodHours':23",
                        "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too"
                                + " short."),
                invalidArgument(
                        "IncreaseStreamRetentionPeriod",
                        NAMED + ",'RetentionPeriodHours':8761",
                        "Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is too"
                                + " long."),
                invalidArgument(
                        "IncreaseStreamRetentionPeriod",
                        NAMED + ",'RetentionPeriodHours':24",
                        "Requested retention period (24 hours) for stream " + STREAM
                                + " can not be shorter than existing retention period (48 hours). Use"
                                + " DecreaseRetentionPeriod API."),
                invalidArgument(
                        "DecreaseStreamRetentionPeriod",
                        NAMED + ",'RetentionPeriodHours':49",
                        "Requested retention period (49 hours) for stream " + STREAM
                                + " can not be longer than existing retention period (48 hours). Use"
                                + " IncreaseRetentionPeriod API."));
    }

    private static List<Case> settings() {
        return List.of(
                invalidArgument(
                        "AddTagsToStream",
                        NAMED + ",'Tags':{'rate':'5 %'}",
                        "Failed to add tags to s" + UNDER + " because some tags contained illegal characters. The"
                                + " allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'."),
                invalidArgument(
                        "TagResource",
                        "'ResourceARN':'" + ARN + "','Tags':{'a':'<'}",
                        "Some tags contained illegal characters. The allowed characters are Unicode letters, digits,"
                                + " white-spaces, '_','.',':','/','=','+','-','%','@'."),
                invalidArgument(
                        "StartStreamEncryption",
                        NAMED + ",'EncryptionType':'NONE','KeyId':'alias/a'",
                        "EncryptionType must be KMS. Specified value was NONE."),
                invalidArgument(
                        "PutResourcePolicy",
                        "'ResourceARN':'" + ARN + "','Policy':'no policy'",
                        "The policy is not valid JSON."),
                validation(
                        "UpdateStreamWarmThroughput",
                        NAMED + ",'WarmThroughputMiBps':5",
                        "Request is invalid. S" + UNDER + " is in Provisioned mode."),
                validation(
                        "UpdateStreamMode",
                        "'StreamARN':'" + ARN + "','StreamModeDetails':{'StreamMode':'PROVISIONED'},"
                                + "'WarmThroughputMiBps':5",
                        "WarmThroughputMiBps can only be set for a stream in On-Demand mode."),
                validation(
                        "EnableEnhancedMonitoring",
                        NAMED + ",'ShardLevelMetrics':[]",
                        "1 validation error detected: Value '[]' at 'shardLevelMetrics' failed to satisfy constraint:"
                                + " Member must have length greater than or equal to 1"));
    }

    private static List<Case> records() {
        return List.of(
                new Case(
                        "PutRecord",
                        "{" + NAMED + ",'Data':'','PartitionKey':'k','DryRun':true}",
                        "DryRunOperationException",
                        "The request was rejected because the DryRun parameter was specified."),
                validation(
                        "PutRecord",
                        NAMED + ",'Data':''",
                        "1 validation error detected: Value null at 'partitionKey' failed to satisfy constraint: Member"
                                + " must not be null"),
                validation(
                        "PutRecords",
                        NAMED + ",'Records':[{'Data':'','PartitionKey':'k'},{'Data':''}],'DryRun':true",
                        "1 validation error detected: Value null at 'records.2.member.partitionKey' failed to satisfy"
                                + " constraint: Member must not be null"),
                invalidArgument(
                        "UpdateStreamRecordDistributionStrategy",
                        "'StreamARN':'" + ARN + "','RecordDistributionStrategy':'AUTO'",
                        "RecordDistributionStrategy AUTO can only be set for a stream in On-Demand mode. S" + UNDER
                                + " is in Provisioned mode."),
                invalidArgument(
                        "PutRecord",
                        NAMED
                                + ",'Data':'','PartitionKey':'k','ExplicitHashKey':'340282366920938463463374607431768211456'",
                        "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was"
                                + " 340282366920938463463374607431768211456"),
                invalidArgument(
                        "PutRecord",
                        NAMED + ",'Data':'','PartitionKey':'k','SequenceNumberForOrdering':'7'",
                        "ExclusiveMinimumSequenceNumber 7 used in PutRecord on s" + UNDER + " is invalid."),
                invalidArgument(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'" + SHARD + "','ShardIteratorType':'AT_SEQUENCE_NUMBER'",
                        "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or"
                                + " (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified"
                                + " AT_SEQUENCE_NUMBER and no StartingSequenceNumber."),
                invalidArgument(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'" + SHARD + "','ShardIteratorType':'LATEST','StartingSequenceNumber':'7'",
                        "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or"
                                + " (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified LATEST"
                                + " and also a StartingSequenceNumber."),
                invalidArgument(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'" + SHARD + "','ShardIteratorType':'AT_TIMESTAMP'",
                        "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has"
                                + " no timestamp parameter."),
                invalidArgument(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'" + SHARD + "','ShardIteratorType':'AT_TIMESTAMP','Timestamp':4102444800",
                        "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis."
                                + " timestampInMillis: 4102444800000, currentTimestampInMillis: <n>"),
                invalidArgument(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'" + SHARD
                                + "','ShardIteratorType':'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'7'",
                        "StartingSequenceNumber 7 used in GetShardIterator on shard " + SHARD + " in s" + UNDER
                                + " is invalid."),
                notFound(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'shardId-000000000099','ShardIteratorType':'LATEST'",
                        "Shard shardId-000000000099 in s" + UNDER + " does not exist"),
                notFound(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'some-shard','ShardIteratorType':'LATEST'",
                        "Could not find shard some-shard in s" + UNDER + "."),
                invalidArgument("GetRecords", "'ShardIterator':'AAAA'", "Invalid ShardIterator."),
                validation(
                        "GetRecords",
                        "'ShardIterator':'AAAA','Limit':10001",
                        "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must"
                                + " have value less than or equal to 10000"),
                invalidArgument("ListShards", "", "Either NextToken or StreamName should be provided."),
                invalidArgument(
                        "ListShards",
                        NAMED + ",'NextToken':'AAAA'",
                        "NextToken and StreamName cannot be provided together."));
    }

    @TestFactory
    Stream<DynamicTest> everyErrorHasItsStatusTypeAndText(StackProcess stack) {
        try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
            TestStreams.create(client, STREAM, 2);
            client.increaseStreamRetentionPeriod(
                    request -> request.streamName(STREAM).retentionPeriodHours(48));
        }
        RawHttp http = new RawHttp(stack.access());
        return Stream.of(addressing(), creation(), retention(), settings(), records())
                .flatMap(List::stream)
                .map(expected -> DynamicTest.dynamicTest(
                        expected.operation() + ": " + expected.message(), () -> requireAnswer(http, expected)))
                .onClose(() -> {
                    try (KinesisClient client = Clients.APACHE_CBOR.open(stack.access())) {
                        TestStreams.delete(client, STREAM);
                    }
                });
    }

    private static void requireAnswer(RawHttp http, Case expected) {
        byte[] body = expected.request().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        AtomicReference<RawHttp.Answer> answer = new AtomicReference<>();
        // Some operations may be called five times a second by all tests together.
        Awaitility.await().until(() -> {
            answer.set(http.send(http.signed(expected.operation(), body, Instant.now()), body));
            return !answer.get().text().contains("Rate exceeded");
        });
        assertThat(answer.get().status()).isEqualTo(400);
        String text = answer.get().text();
        assertThat(text.toLowerCase(Locale.ROOT))
                .contains("x-amzn-errortype: " + expected.type().toLowerCase(Locale.ROOT) + "\r\n");
        String json = "{\"__type\":\"" + expected.type() + "\",\"message\":\"" + expected.message() + "\"}";
        assertThat(text.substring(text.indexOf("\r\n\r\n") + 4))
                .matches(Pattern.quote(json).replace("<n>", "\\E\\d+\\Q"));
    }
}
