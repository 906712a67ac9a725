package dev.millrace.protocol.message;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations of the API: the 39 of its model, and what has joined them since.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Operations.html">Actions</a>
 */
public enum Operation {
    ADD_TAGS_TO_STREAM("AddTagsToStream"),
    CREATE_STREAM("CreateStream"),
    DECREASE_STREAM_RETENTION_PERIOD("DecreaseStreamRetentionPeriod"),
    DELETE_RESOURCE_POLICY("DeleteResourcePolicy"),
    DELETE_STREAM("DeleteStream"),
    DEREGISTER_STREAM_CONSUMER("DeregisterStreamConsumer"),
    DESCRIBE_ACCOUNT_SETTINGS("DescribeAccountSettings"),
    DESCRIBE_LIMITS("DescribeLimits"),
    DESCRIBE_STREAM("DescribeStream"),
    DESCRIBE_STREAM_CONSUMER("DescribeStreamConsumer"),
    DESCRIBE_STREAM_SUMMARY("DescribeStreamSummary"),
    DISABLE_ENHANCED_MONITORING("DisableEnhancedMonitoring"),
    ENABLE_ENHANCED_MONITORING("EnableEnhancedMonitoring"),
    GET_RECORDS("GetRecords"),
    GET_RESOURCE_POLICY("GetResourcePolicy"),
    GET_SHARD_ITERATOR("GetShardIterator"),
    INCREASE_STREAM_RETENTION_PERIOD("IncreaseStreamRetentionPeriod"),
    LIST_SHARDS("ListShards"),
    LIST_STREAM_CONSUMERS("ListStreamConsumers"),
    LIST_STREAMS("ListStreams"),
    LIST_TAGS_FOR_RESOURCE("ListTagsForResource"),
    LIST_TAGS_FOR_STREAM("ListTagsForStream"),
    MERGE_SHARDS("MergeShards"),
    PUT_RECORD("PutRecord"),
    PUT_RECORDS("PutRecords"),
    PUT_RESOURCE_POLICY("PutResourcePolicy"),
    REGISTER_STREAM_CONSUMER("RegisterStreamConsumer"),
    REMOVE_TAGS_FROM_STREAM("RemoveTagsFromStream"),
    SPLIT_SHARD("SplitShard"),
    START_STREAM_ENCRYPTION("StartStreamEncryption"),
    STOP_STREAM_ENCRYPTION("StopStreamEncryption"),
    SUBSCRIBE_TO_SHARD("SubscribeToShard"),
    TAG_RESOURCE("TagResource"),
    UNTAG_RESOURCE("UntagResource"),
    UPDATE_ACCOUNT_SETTINGS("UpdateAccountSettings"),
    UPDATE_MAX_RECORD_SIZE("UpdateMaxRecordSize"),
    UPDATE_SHARD_COUNT("UpdateShardCount"),
    UPDATE_STREAM_MODE("UpdateStreamMode"),
    UPDATE_STREAM_RECORD_DISTRIBUTION_STRATEGY("UpdateStreamRecordDistributionStrategy"),
    UPDATE_STREAM_WARM_THROUGHPUT("UpdateStreamWarmThroughput");

    /** What stands before the operation in an {@code X-Amz-Target} header. */
    public static final String TARGET_PREFIX = "Kinesis_20131202.";

    private static final Map<String, Operation> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Operation::wireName, Function.identity()));

    private final String wireName;

    Operation(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire and, after {@code kinesis:}, in policies. */
    public String wireName() {
        return wireName;
    }

    /** The action that a caller must be allowed to take. */
    public String action() {
        return "kinesis:" + wireName;
    }

    public static Optional<Operation> find(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** The operation of an {@code X-Amz-Target} header, or empty when it names none of ours. */
    public static Optional<Operation> ofTarget(String target) {
        return target.startsWith(TARGET_PREFIX) ? find(target.substring(TARGET_PREFIX.length())) : Optional.empty();
    }
}
