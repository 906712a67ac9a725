package dev.millrace.e2e;

import static dev.millrace.e2e.ErrorCase.ARN;
import static dev.millrace.e2e.ErrorCase.NAMED;
import static dev.millrace.e2e.ErrorCase.SHARD;
import static dev.millrace.e2e.ErrorCase.UNDER;
import static dev.millrace.e2e.ErrorCase.invalidArgument;
import static dev.millrace.e2e.ErrorCase.notFound;
import static dev.millrace.e2e.ErrorCase.validation;

import java.util.List;
import java.util.stream.Stream;

/** Errors of writing, and of reading by iterators. */
final class RecordErrorCases {
    private RecordErrorCases() {}

    static Stream<ErrorCase> all() {
        return Stream.of(records()).flatMap(List::stream);
    }

    private static List<ErrorCase> records() {
        return List.of(
                new ErrorCase(
                        "PutRecord",
                        "{" + NAMED + ",'Data':'','PartitionKey':'k','DryRun':true}",
                        "DryRunOperationException",
                        "Request would have succeeded, but DryRun flag is set."),
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
                        "Invalid StartingSequenceNumber. It encodes shardId-000000000007, while it was used in a call to a"
                                + " shard with shardId-000000000000"),
                invalidArgument(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'" + SHARD
                                + "','ShardIteratorType':'AT_SEQUENCE_NUMBER','StartingSequenceNumber':'"
                                + "9".repeat(80) + "'",
                        "StartingSequenceNumber " + "9".repeat(80) + " used in GetShardIterator on shard " + SHARD
                                + " in s" + UNDER + " is invalid."),
                notFound(
                        "GetShardIterator",
                        "'StreamName':'nobody','ShardId':'0','ShardIteratorType':'LATEST'",
                        "Shard shardId-000000000000 in stream nobody under account 000000000000 does not exist"),
                notFound(
                        "GetShardIterator",
                        "'StreamName':'nobody','ShardId':'some-shard','ShardIteratorType':'LATEST'",
                        "Could not find shard some-shard in stream nobody under account 000000000000."),
                notFound(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'a-99','ShardIteratorType':'LATEST'",
                        "Shard shardId-000000000099 in s" + UNDER + " does not exist"),
                notFound(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'shardId-002147483648','ShardIteratorType':'LATEST'",
                        "Could not find shard shardId-002147483648 in s" + UNDER + "."),
                notFound(
                        "DescribeStream",
                        NAMED + ",'ExclusiveStartShardId':'some-shard'",
                        "Could not find shard some-shard in s" + UNDER + "."),
                notFound(
                        "ListShards",
                        NAMED + ",'ExclusiveStartShardId':'some-shard'",
                        "Could not find shard some-shard in s" + UNDER + "."),
                notFound(
                        "ListShards",
                        NAMED + ",'ShardFilter':{'Type':'AFTER_SHARD_ID','ShardId':'some-shard'}",
                        "Could not find shard some-shard in s" + UNDER + "."),
                validation(
                        "PutRecords",
                        NAMED + ",'Records':[]",
                        "1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have"
                                + " length greater than or equal to 1"),
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
                        "NextToken and StreamName cannot be provided together."),
                invalidArgument(
                        "ListShards",
                        "'StreamARN':'" + ARN + "','NextToken':'AAAA'",
                        "NextToken and StreamARN cannot be provided together."),
                invalidArgument(
                        "ListShards",
                        "'ShardFilter':{'Type':'AT_LATEST'},'NextToken':'AAAA'",
                        "NextToken and ShardFilter cannot be provided together."));
    }
}
