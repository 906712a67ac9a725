package dev.millrace.protocol.message;

import static dev.millrace.protocol.message.CallRate.NONE;
import static dev.millrace.protocol.message.CallRate.ofAccount;
import static dev.millrace.protocol.message.CallRate.ofEachStream;
import static dev.millrace.protocol.message.OperationKind.READ;
import static dev.millrace.protocol.message.OperationKind.READ_RECORDS;
import static dev.millrace.protocol.message.OperationKind.WRITE;
import static dev.millrace.protocol.message.OperationKind.WRITE_RECORDS;

import dev.millrace.protocol.wire.WireReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations of the API: the 39 of its model, and what has joined them since. This is the one list of them. Of each it says
 * how its request is read, whether it changes anything, and how often it may be called; the rest is in its request.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Operations.html">Actions</a>
 */
public enum Operation {
    ADD_TAGS_TO_STREAM("AddTagsToStream", AddTagsToStreamRequest::read, WRITE, ofAccount(5)),
    CREATE_STREAM("CreateStream", CreateStreamRequest::read, WRITE, ofAccount(5)),
    DECREASE_STREAM_RETENTION_PERIOD(
            "DecreaseStreamRetentionPeriod", DecreaseStreamRetentionPeriodRequest::read, WRITE, ofAccount(5)),
    DELETE_RESOURCE_POLICY("DeleteResourcePolicy", DeleteResourcePolicyRequest::read, WRITE, ofAccount(5)),
    DELETE_STREAM("DeleteStream", DeleteStreamRequest::read, WRITE, ofAccount(5)),
    DEREGISTER_STREAM_CONSUMER(
            "DeregisterStreamConsumer", DeregisterStreamConsumerRequest::read, WRITE, ofEachStream(5)),
    DESCRIBE_ACCOUNT_SETTINGS("DescribeAccountSettings", DescribeAccountSettingsRequest::read, READ, ofAccount(5)),
    DESCRIBE_LIMITS("DescribeLimits", DescribeLimitsRequest::read, READ, ofAccount(1)),
    DESCRIBE_STREAM("DescribeStream", DescribeStreamRequest::read, READ, ofAccount(10)),
    DESCRIBE_STREAM_CONSUMER("DescribeStreamConsumer", DescribeStreamConsumerRequest::read, READ, ofEachStream(20)),
    DESCRIBE_STREAM_SUMMARY("DescribeStreamSummary", DescribeStreamSummaryRequest::read, READ, ofAccount(20)),
    DISABLE_ENHANCED_MONITORING(
            "DisableEnhancedMonitoring", DisableEnhancedMonitoringRequest::read, WRITE, ofAccount(5)),
    ENABLE_ENHANCED_MONITORING("EnableEnhancedMonitoring", EnableEnhancedMonitoringRequest::read, WRITE, ofAccount(5)),
    GET_RECORDS("GetRecords", GetRecordsRequest::read, READ_RECORDS, NONE),
    GET_RESOURCE_POLICY("GetResourcePolicy", GetResourcePolicyRequest::read, READ, ofAccount(5)),
    GET_SHARD_ITERATOR("GetShardIterator", GetShardIteratorRequest::read, READ_RECORDS, NONE),
    INCREASE_STREAM_RETENTION_PERIOD(
            "IncreaseStreamRetentionPeriod", IncreaseStreamRetentionPeriodRequest::read, WRITE, ofAccount(5)),
    LIST_SHARDS("ListShards", ListShardsRequest::read, READ, ofEachStream(1000)),
    LIST_STREAM_CONSUMERS("ListStreamConsumers", ListStreamConsumersRequest::read, READ, ofEachStream(5)),
    LIST_STREAMS("ListStreams", ListStreamsRequest::read, READ, ofAccount(5)),
    LIST_TAGS_FOR_RESOURCE("ListTagsForResource", ListTagsForResourceRequest::read, READ, ofAccount(5)),
    LIST_TAGS_FOR_STREAM("ListTagsForStream", ListTagsForStreamRequest::read, READ, ofAccount(5)),
    MERGE_SHARDS("MergeShards", MergeShardsRequest::read, WRITE, ofAccount(5)),
    PUT_RECORD("PutRecord", PutRecordRequest::read, WRITE_RECORDS, NONE),
    PUT_RECORDS("PutRecords", PutRecordsRequest::read, WRITE_RECORDS, NONE),
    PUT_RESOURCE_POLICY("PutResourcePolicy", PutResourcePolicyRequest::read, WRITE, ofAccount(5)),
    REGISTER_STREAM_CONSUMER("RegisterStreamConsumer", RegisterStreamConsumerRequest::read, WRITE, ofAccount(5)),
    REMOVE_TAGS_FROM_STREAM("RemoveTagsFromStream", RemoveTagsFromStreamRequest::read, WRITE, ofAccount(5)),
    SPLIT_SHARD("SplitShard", SplitShardRequest::read, WRITE, ofAccount(5)),
    START_STREAM_ENCRYPTION("StartStreamEncryption", StartStreamEncryptionRequest::read, WRITE, ofAccount(5)),
    STOP_STREAM_ENCRYPTION("StopStreamEncryption", StopStreamEncryptionRequest::read, WRITE, ofAccount(5)),
    SUBSCRIBE_TO_SHARD("SubscribeToShard", SubscribeToShardRequest::read, READ_RECORDS, NONE),
    TAG_RESOURCE("TagResource", TagResourceRequest::read, WRITE, ofAccount(5)),
    UNTAG_RESOURCE("UntagResource", UntagResourceRequest::read, WRITE, ofAccount(5)),
    UPDATE_ACCOUNT_SETTINGS("UpdateAccountSettings", UpdateAccountSettingsRequest::read, WRITE, ofAccount(5)),
    UPDATE_MAX_RECORD_SIZE("UpdateMaxRecordSize", UpdateMaxRecordSizeRequest::read, WRITE, ofAccount(5)),
    UPDATE_SHARD_COUNT("UpdateShardCount", UpdateShardCountRequest::read, WRITE, ofAccount(10)),
    UPDATE_STREAM_MODE("UpdateStreamMode", UpdateStreamModeRequest::read, WRITE, ofAccount(5)),
    UPDATE_STREAM_RECORD_DISTRIBUTION_STRATEGY(
            "UpdateStreamRecordDistributionStrategy",
            UpdateStreamRecordDistributionStrategyRequest::read,
            WRITE,
            ofAccount(5)),
    UPDATE_STREAM_WARM_THROUGHPUT(
            "UpdateStreamWarmThroughput", UpdateStreamWarmThroughputRequest::read, WRITE, ofAccount(5));

    /** What requests are signed for, and what stands before the colon of an action. */
    public static final String SERVICE = "kinesis";

    /** What stands before the operation in an {@code X-Amz-Target} header. */
    public static final String TARGET_PREFIX = "Kinesis_20131202.";

    private static final Map<String, Operation> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Operation::wireName, Function.identity()));

    private final String wireName;
    private final Function<WireReader, KinesisRequest> reader;
    private final OperationKind kind;
    private final CallRate callRate;

    Operation(String wireName, Function<WireReader, KinesisRequest> reader, OperationKind kind, CallRate callRate) {
        this.wireName = wireName;
        this.reader = reader;
        this.kind = kind;
        this.callRate = callRate;
    }

    /** The name on the wire and, after {@code kinesis:}, in policies. */
    public String wireName() {
        return wireName;
    }

    /** The action that a caller must be allowed to take. */
    public String action() {
        return SERVICE + ":" + wireName;
    }

    /** Whether it changes nothing. */
    public boolean isReadOnly() {
        return kind.isReadOnly();
    }

    /** Whether records go through it, of which there may be any number: shards limit it, and audit is asked for it by itself. */
    public boolean isAboutRecords() {
        return kind.isAboutRecords();
    }

    /** How often AWS lets it be called. */
    public CallRate callRate() {
        return callRate;
    }

    /** Its request, not validated yet. */
    KinesisRequest read(WireReader in) {
        return reader.apply(in);
    }

    public static Optional<Operation> find(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** The operation of an {@code X-Amz-Target} header, or empty when it names none of ours. */
    public static Optional<Operation> ofTarget(String target) {
        return target.startsWith(TARGET_PREFIX) ? find(target.substring(TARGET_PREFIX.length())) : Optional.empty();
    }
}
