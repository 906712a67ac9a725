package dev.millrace.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Every member of every message, by its name on the wire; kept ready to be written in both formats. */
public enum Member {
    ADJACENT_PARENT_SHARD_ID("AdjacentParentShardId"),
    ADJACENT_SHARD_TO_MERGE("AdjacentShardToMerge"),
    APPROXIMATE_ARRIVAL_TIMESTAMP("ApproximateArrivalTimestamp"),
    CHILD_SHARDS("ChildShards"),
    CONSUMER("Consumer"),
    CONSUMER_ARN("ConsumerARN"),
    CONSUMER_COUNT("ConsumerCount"),
    CONSUMER_CREATION_TIMESTAMP("ConsumerCreationTimestamp"),
    CONSUMER_DESCRIPTION("ConsumerDescription"),
    CONSUMER_NAME("ConsumerName"),
    CONSUMER_STATUS("ConsumerStatus"),
    CONSUMERS("Consumers"),
    CONTINUATION_SEQUENCE_NUMBER("ContinuationSequenceNumber"),
    CURRENT_MIBPS("CurrentMiBps"),
    CURRENT_SHARD_COUNT("CurrentShardCount"),
    CURRENT_SHARD_LEVEL_METRICS("CurrentShardLevelMetrics"),
    DATA("Data"),
    DESIRED_SHARD_LEVEL_METRICS("DesiredShardLevelMetrics"),
    DRY_RUN("DryRun"),
    EARLIEST_ALLOWED_END_AT("EarliestAllowedEndAt"),
    ENCRYPTION_TYPE("EncryptionType"),
    ENDED_AT("EndedAt"),
    ENDING_HASH_KEY("EndingHashKey"),
    ENDING_SEQUENCE_NUMBER("EndingSequenceNumber"),
    ENFORCE_CONSUMER_DELETION("EnforceConsumerDeletion"),
    ENHANCED_MONITORING("EnhancedMonitoring"),
    ERROR_CODE("ErrorCode"),
    ERROR_MESSAGE("ErrorMessage"),
    EXCLUSIVE_START_SHARD_ID("ExclusiveStartShardId"),
    EXCLUSIVE_START_STREAM_NAME("ExclusiveStartStreamName"),
    EXCLUSIVE_START_TAG_KEY("ExclusiveStartTagKey"),
    EXPLICIT_HASH_KEY("ExplicitHashKey"),
    FAILED_RECORD_COUNT("FailedRecordCount"),
    HAS_MORE_SHARDS("HasMoreShards"),
    HAS_MORE_STREAMS("HasMoreStreams"),
    HAS_MORE_TAGS("HasMoreTags"),
    HASH_KEY_RANGE("HashKeyRange"),
    KEY("Key"),
    KEY_ID("KeyId"),
    LIMIT("Limit"),
    MAX_RECORD_SIZE_IN_KIB("MaxRecordSizeInKiB"),
    MAX_RESULTS("MaxResults"),
    MILLIS_BEHIND_LATEST("MillisBehindLatest"),
    MINIMUM_THROUGHPUT_BILLING_COMMITMENT("MinimumThroughputBillingCommitment"),
    NEW_STARTING_HASH_KEY("NewStartingHashKey"),
    NEXT_SHARD_ITERATOR("NextShardIterator"),
    NEXT_TOKEN("NextToken"),
    ON_DEMAND_STREAM_COUNT("OnDemandStreamCount"),
    ON_DEMAND_STREAM_COUNT_LIMIT("OnDemandStreamCountLimit"),
    OPEN_SHARD_COUNT("OpenShardCount"),
    PARENT_SHARD_ID("ParentShardId"),
    PARENT_SHARDS("ParentShards"),
    PARTITION_KEY("PartitionKey"),
    POLICY("Policy"),
    RECORD_DISTRIBUTION_STRATEGY("RecordDistributionStrategy"),
    RECORDS("Records"),
    RESOURCE_ARN("ResourceARN"),
    RETENTION_PERIOD_HOURS("RetentionPeriodHours"),
    SCALING_TYPE("ScalingType"),
    SEQUENCE_NUMBER("SequenceNumber"),
    SEQUENCE_NUMBER_FOR_ORDERING("SequenceNumberForOrdering"),
    SEQUENCE_NUMBER_RANGE("SequenceNumberRange"),
    SHARD_COUNT("ShardCount"),
    SHARD_FILTER("ShardFilter"),
    SHARD_ID("ShardId"),
    SHARD_ITERATOR("ShardIterator"),
    SHARD_ITERATOR_TYPE("ShardIteratorType"),
    SHARD_LEVEL_METRICS("ShardLevelMetrics"),
    SHARD_LIMIT("ShardLimit"),
    SHARD_TO_MERGE("ShardToMerge"),
    SHARD_TO_SPLIT("ShardToSplit"),
    SHARDS("Shards"),
    STARTED_AT("StartedAt"),
    STARTING_HASH_KEY("StartingHashKey"),
    STARTING_POSITION("StartingPosition"),
    STARTING_SEQUENCE_NUMBER("StartingSequenceNumber"),
    STATUS("Status"),
    STREAM_ARN("StreamARN"),
    STREAM_CREATION_TIMESTAMP("StreamCreationTimestamp"),
    STREAM_DESCRIPTION("StreamDescription"),
    STREAM_DESCRIPTION_SUMMARY("StreamDescriptionSummary"),
    STREAM_MODE("StreamMode"),
    STREAM_MODE_DETAILS("StreamModeDetails"),
    STREAM_NAME("StreamName"),
    STREAM_NAMES("StreamNames"),
    STREAM_STATUS("StreamStatus"),
    STREAM_SUMMARIES("StreamSummaries"),
    TAG_KEYS("TagKeys"),
    TAGS("Tags"),
    TARGET_MIBPS("TargetMiBps"),
    TARGET_SHARD_COUNT("TargetShardCount"),
    TIMESTAMP("Timestamp"),
    TYPE("Type"),
    VALUE("Value"),
    WARM_THROUGHPUT("WarmThroughput"),
    WARM_THROUGHPUT_MIBPS("WarmThroughputMiBps");

    private static final Member[] ALL = values();

    private final String wireName;
    private final String path;

    /** The name as it is written: quoted and with its colon. */
    @SuppressWarnings("ImmutableEnumChecker") // Only copied from, and only by the writers beside it.
    final byte[] json;

    /** The name as it is written: a text string. */
    @SuppressWarnings("ImmutableEnumChecker") // Likewise.
    final byte[] cbor;

    Member(String wireName) {
        this.wireName = wireName;
        this.path = wireName.substring(0, 1).toLowerCase(Locale.ROOT) + wireName.substring(1);
        this.json = ('"' + wireName + "\":").getBytes(StandardCharsets.US_ASCII);
        this.cbor = CborWriter.textString(wireName);
    }

    public String wireName() {
        return wireName;
    }

    /** The name in a constraint's path: with a small first letter, whatever follows it ({@code streamARN}). */
    public String path() {
        return path;
    }

    static Member at(int ordinal) {
        return ALL[ordinal];
    }
}
