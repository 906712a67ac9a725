package dev.millrace.e2e;

import static dev.millrace.e2e.ErrorCase.NAMED;
import static dev.millrace.e2e.ErrorCase.ON_DEMAND;
import static dev.millrace.e2e.ErrorCase.SHARD;
import static dev.millrace.e2e.ErrorCase.STREAM;
import static dev.millrace.e2e.ErrorCase.UNDER;
import static dev.millrace.e2e.ErrorCase.invalidArgument;
import static dev.millrace.e2e.ErrorCase.limit;
import static dev.millrace.e2e.ErrorCase.notFound;
import static dev.millrace.e2e.ErrorCase.validation;

import java.util.List;
import java.util.stream.Stream;

/** Errors of splitting, merging and scaling, and of what follows from it. */
final class ReshardErrorCases {
    private ReshardErrorCases() {}

    static Stream<ErrorCase> all() {
        return Stream.of(splitting(), merging(), counting(), positions()).flatMap(List::stream);
    }

    private static List<ErrorCase> splitting() {
        return List.of(
                invalidArgument(
                        "SplitShard",
                        NAMED + ",'ShardToSplit':'shardId-000000000001','NewStartingHashKey':'1'",
                        "NewStartingHashKey 1 used in SplitShard() on shard shardId-000000000001 in s" + UNDER
                                + " is not both greater than one plus the shard's StartingHashKey"
                                + " 85070591730234615865843651857942052864 and less than the shard's EndingHashKey"
                                + " 170141183460469231731687303715884105727."),
                invalidArgument(
                        "SplitShard",
                        NAMED + ",'ShardToSplit':'" + SHARD + "','NewStartingHashKey':'1000'",
                        "Shard " + SHARD + " in s" + UNDER
                                + " has already been merged or split, and thus is not eligible for merging or"
                                + " splitting."),
                notFound(
                        "SplitShard",
                        NAMED + ",'ShardToSplit':'shardId-000000000099','NewStartingHashKey':'1000'",
                        "Could not find shard shardId-000000000099 in s" + UNDER + "."),
                validation(
                        "SplitShard",
                        NAMED + ",'ShardToSplit':'" + SHARD + "','NewStartingHashKey':'-1'",
                        "1 validation error detected: Value '-1' at 'newStartingHashKey' failed to satisfy constraint:"
                                + " Member must satisfy regular expression pattern: 0|([1-9]\\\\d{0,38})"),
                validation(
                        "SplitShard",
                        ON_DEMAND + ",'ShardToSplit':'" + SHARD + "','NewStartingHashKey':'1000'",
                        onDemand()));
    }

    private static List<ErrorCase> merging() {
        return List.of(
                invalidArgument(
                        "MergeShards",
                        NAMED + ",'ShardToMerge':'shardId-000000000001','AdjacentShardToMerge':'shardId-000000000003'",
                        "Shards shardId-000000000001 and shardId-000000000003 in s" + UNDER
                                + " are not an adjacent pair of shards eligible for merging"),
                invalidArgument(
                        "MergeShards",
                        NAMED + ",'ShardToMerge':'" + SHARD + "','AdjacentShardToMerge':'shardId-000000000001'",
                        "Shard " + SHARD + " in s" + UNDER
                                + " has already been merged or split, and thus is not eligible for merging or"
                                + " splitting."),
                notFound(
                        "MergeShards",
                        NAMED + ",'ShardToMerge':'shardId-000000000001','AdjacentShardToMerge':'shardId-000000000099'",
                        "Could not find shard shardId-000000000099 in s" + UNDER + "."),
                invalidArgument(
                        "MergeShards",
                        NAMED + ",'ShardToMerge':'3','AdjacentShardToMerge':'shardId-2'",
                        "Shards shardId-000000000003 and shardId-000000000002 in s" + UNDER
                                + " are not an adjacent pair of shards eligible for merging"),
                notFound(
                        "MergeShards",
                        "'StreamName':'nobody','ShardToMerge':'0','AdjacentShardToMerge':'some-shard'",
                        "Could not find shard some-shard in stream nobody under account 000000000000."),
                notFound(
                        "SplitShard",
                        "'StreamName':'nobody','ShardToSplit':'some-shard','NewStartingHashKey':'1000'",
                        "Could not find shard some-shard in stream nobody under account 000000000000."),
                validation(
                        "MergeShards",
                        ON_DEMAND + ",'ShardToMerge':'" + SHARD + "','AdjacentShardToMerge':'shardId-000000000001'",
                        onDemand()));
    }

    /** Of the four shards the stream began with one is split. */
    private static List<ErrorCase> counting() {
        return List.of(
                limit(
                        "UpdateShardCount",
                        NAMED + ",'TargetShardCount':11,'ScalingType':'UNIFORM_SCALING'",
                        "UpdateShardCount cannot scale up over double your current open shard count."
                                + " Current open shard count: 5 Target shard count: 11"),
                limit(
                        "UpdateShardCount",
                        NAMED + ",'TargetShardCount':1,'ScalingType':'UNIFORM_SCALING'",
                        "UpdateShardCount cannot scale down below half your current open shard count."
                                + " Current open shard count: 5 Target shard count: 1"),
                validation(
                        "UpdateShardCount",
                        NAMED + ",'TargetShardCount':6,'ScalingType':'BY_HAND'",
                        "1 validation error detected: Value 'BY_HAND' at 'scalingType' failed to satisfy constraint:"
                                + " Member must satisfy enum value set: [UNIFORM_SCALING]"),
                validation(
                        "UpdateShardCount",
                        ON_DEMAND + ",'TargetShardCount':5,'ScalingType':'UNIFORM_SCALING'",
                        onDemand()));
    }

    /** Positions name the shards that a reshard has left behind, and those of other streams. */
    private static List<ErrorCase> positions() {
        String foreign = "49646437577219980142909529521534816942768294565475516498";
        return List.of(
                invalidArgument(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'shardId-000000000001','ShardIteratorType':'AT_SEQUENCE_NUMBER',"
                                + "'StartingSequenceNumber':'" + foreign + "'",
                        "Invalid StartingSequenceNumber. It encodes shardId-000000000005, while it was used in a call to"
                                + " a shard with shardId-000000000001"),
                invalidArgument(
                        "GetShardIterator",
                        NAMED + ",'ShardId':'shardId-000000000005','ShardIteratorType':'AT_SEQUENCE_NUMBER',"
                                + "'StartingSequenceNumber':'" + foreign + "'",
                        "StartingSequenceNumber " + foreign
                                + " used in GetShardIterator on shard shardId-000000000005 in" + " s" + UNDER
                                + " is invalid because it did not come from this stream."),
                invalidArgument(
                        "ListShards",
                        NAMED + ",'ShardFilter':{'Type':'AFTER_SHARD_ID'}",
                        "ShardFilter of type AFTER_SHARD_ID requires ShardId."));
    }

    private static String onDemand() {
        return "Request is invalid. Stream " + STREAM + "-on-demand under account 000000000000 is in On-Demand mode.";
    }
}
