package dev.millrace.gateway.audit.event;

import dev.millrace.protocol.message.AddTagsToStreamRequest;
import dev.millrace.protocol.message.BillingCommitmentChange;
import dev.millrace.protocol.message.CreateStreamRequest;
import dev.millrace.protocol.message.DecreaseStreamRetentionPeriodRequest;
import dev.millrace.protocol.message.DeleteResourcePolicyRequest;
import dev.millrace.protocol.message.DeleteStreamRequest;
import dev.millrace.protocol.message.DeregisterStreamConsumerRequest;
import dev.millrace.protocol.message.DescribeAccountSettingsRequest;
import dev.millrace.protocol.message.DescribeLimitsRequest;
import dev.millrace.protocol.message.DescribeStreamConsumerRequest;
import dev.millrace.protocol.message.DescribeStreamRequest;
import dev.millrace.protocol.message.DescribeStreamSummaryRequest;
import dev.millrace.protocol.message.DisableEnhancedMonitoringRequest;
import dev.millrace.protocol.message.EnableEnhancedMonitoringRequest;
import dev.millrace.protocol.message.GetRecordsRequest;
import dev.millrace.protocol.message.GetResourcePolicyRequest;
import dev.millrace.protocol.message.GetShardIteratorRequest;
import dev.millrace.protocol.message.IncreaseStreamRetentionPeriodRequest;
import dev.millrace.protocol.message.ListShardsRequest;
import dev.millrace.protocol.message.ListStreamConsumersRequest;
import dev.millrace.protocol.message.ListStreamsRequest;
import dev.millrace.protocol.message.ListTagsForResourceRequest;
import dev.millrace.protocol.message.ListTagsForStreamRequest;
import dev.millrace.protocol.message.MergeShardsRequest;
import dev.millrace.protocol.message.OperationHandlers;
import dev.millrace.protocol.message.PutRecordRequest;
import dev.millrace.protocol.message.PutRecordsRequest;
import dev.millrace.protocol.message.PutResourcePolicyRequest;
import dev.millrace.protocol.message.RegisterStreamConsumerRequest;
import dev.millrace.protocol.message.RemoveTagsFromStreamRequest;
import dev.millrace.protocol.message.ShardFilter;
import dev.millrace.protocol.message.SplitShardRequest;
import dev.millrace.protocol.message.StartStreamEncryptionRequest;
import dev.millrace.protocol.message.StartingPosition;
import dev.millrace.protocol.message.StopStreamEncryptionRequest;
import dev.millrace.protocol.message.StreamAddressed;
import dev.millrace.protocol.message.StreamModeDetails;
import dev.millrace.protocol.message.SubscribeToShardRequest;
import dev.millrace.protocol.message.TagResourceRequest;
import dev.millrace.protocol.message.UntagResourceRequest;
import dev.millrace.protocol.message.UpdateAccountSettingsRequest;
import dev.millrace.protocol.message.UpdateMaxRecordSizeRequest;
import dev.millrace.protocol.message.UpdateShardCountRequest;
import dev.millrace.protocol.message.UpdateStreamModeRequest;
import dev.millrace.protocol.message.UpdateStreamRecordDistributionStrategyRequest;
import dev.millrace.protocol.message.UpdateStreamWarmThroughputRequest;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells of a request to Kinesis: of each operation the members that are listed here, and no others. So records,
 * partition keys and hash keys of records are in none, nor are iterators and next tokens, which let their holder read.
 */
public final class KinesisParameters implements OperationHandlers<Parameters> {
    @Override
    public Parameters addTagsToStream(AddTagsToStreamRequest request) {
        return ofStream(request).with("tags", request::tags);
    }

    @Override
    public Parameters createStream(CreateStreamRequest request) {
        return new Parameters()
                .with("streamName", request::streamName)
                .with("shardCount", request::shardCount)
                .with("streamModeDetails", () -> mode(request.streamModeDetails()))
                .with("tags", request::tags)
                .with("warmThroughputMiBps", request::warmThroughputMiBps)
                .with("maxRecordSizeInKiB", request::maxRecordSizeInKiB)
                .with("recordDistributionStrategy", request::recordDistributionStrategy);
    }

    @Override
    public Parameters decreaseStreamRetentionPeriod(DecreaseStreamRetentionPeriodRequest request) {
        return ofStream(request).with("retentionPeriodHours", request::retentionPeriodHours);
    }

    @Override
    public Parameters deleteResourcePolicy(DeleteResourcePolicyRequest request) {
        return new Parameters().with("resourceARN", request::resourceArn);
    }

    @Override
    public Parameters deleteStream(DeleteStreamRequest request) {
        return ofStream(request).with("enforceConsumerDeletion", request::enforceConsumerDeletion);
    }

    @Override
    public Parameters deregisterStreamConsumer(DeregisterStreamConsumerRequest request) {
        return new Parameters()
                .with("streamARN", request::streamArn)
                .with("consumerName", request::consumerName)
                .with("consumerARN", request::consumerArn);
    }

    @Override
    public Parameters describeAccountSettings(DescribeAccountSettingsRequest request) {
        return new Parameters();
    }

    @Override
    public Parameters describeLimits(DescribeLimitsRequest request) {
        return new Parameters();
    }

    @Override
    public Parameters describeStream(DescribeStreamRequest request) {
        return ofStream(request)
                .with("limit", request::limit)
                .with("exclusiveStartShardId", request::exclusiveStartShardId);
    }

    @Override
    public Parameters describeStreamConsumer(DescribeStreamConsumerRequest request) {
        return new Parameters()
                .with("streamARN", request::streamArn)
                .with("consumerName", request::consumerName)
                .with("consumerARN", request::consumerArn);
    }

    @Override
    public Parameters describeStreamSummary(DescribeStreamSummaryRequest request) {
        return ofStream(request);
    }

    @Override
    public Parameters disableEnhancedMonitoring(DisableEnhancedMonitoringRequest request) {
        return ofStream(request).with("shardLevelMetrics", request::shardLevelMetrics);
    }

    @Override
    public Parameters enableEnhancedMonitoring(EnableEnhancedMonitoringRequest request) {
        return ofStream(request).with("shardLevelMetrics", request::shardLevelMetrics);
    }

    @Override
    public Parameters getRecords(GetRecordsRequest request) {
        return new Parameters().with("streamARN", request::streamArn).with("limit", request::limit);
    }

    @Override
    public Parameters getResourcePolicy(GetResourcePolicyRequest request) {
        return new Parameters().with("resourceARN", request::resourceArn);
    }

    @Override
    public Parameters getShardIterator(GetShardIteratorRequest request) {
        return ofStream(request)
                .with("shardId", request::shardId)
                .with("shardIteratorType", request::shardIteratorType)
                .with("startingSequenceNumber", request::startingSequenceNumber)
                .with("timestamp", request::timestamp);
    }

    @Override
    public Parameters increaseStreamRetentionPeriod(IncreaseStreamRetentionPeriodRequest request) {
        return ofStream(request).with("retentionPeriodHours", request::retentionPeriodHours);
    }

    @Override
    public Parameters listShards(ListShardsRequest request) {
        return ofStream(request)
                .with("exclusiveStartShardId", request::exclusiveStartShardId)
                .with("maxResults", request::maxResults)
                .with("streamCreationTimestamp", request::streamCreationTimestamp)
                .with("shardFilter", () -> filter(request.shardFilter()));
    }

    @Override
    public Parameters listStreamConsumers(ListStreamConsumersRequest request) {
        return new Parameters()
                .with("streamARN", request::streamArn)
                .with("maxResults", request::maxResults)
                .with("streamCreationTimestamp", request::streamCreationTimestamp);
    }

    @Override
    public Parameters listStreams(ListStreamsRequest request) {
        return new Parameters()
                .with("limit", request::limit)
                .with("exclusiveStartStreamName", request::exclusiveStartStreamName);
    }

    @Override
    public Parameters listTagsForResource(ListTagsForResourceRequest request) {
        return new Parameters().with("resourceARN", request::resourceArn);
    }

    @Override
    public Parameters listTagsForStream(ListTagsForStreamRequest request) {
        return ofStream(request)
                .with("exclusiveStartTagKey", request::exclusiveStartTagKey)
                .with("limit", request::limit);
    }

    @Override
    public Parameters mergeShards(MergeShardsRequest request) {
        return ofStream(request)
                .with("shardToMerge", request::shardToMerge)
                .with("adjacentShardToMerge", request::adjacentShardToMerge);
    }

    @Override
    public Parameters putRecord(PutRecordRequest request) {
        return ofStream(request).with("sequenceNumberForOrdering", request::sequenceNumberForOrdering);
    }

    @Override
    public Parameters putRecords(PutRecordsRequest request) {
        return ofStream(request).with("recordCount", () -> request.records().size());
    }

    @Override
    public Parameters putResourcePolicy(PutResourcePolicyRequest request) {
        return new Parameters().with("resourceARN", request::resourceArn).with("policy", request::policy);
    }

    @Override
    public Parameters registerStreamConsumer(RegisterStreamConsumerRequest request) {
        return new Parameters()
                .with("streamARN", request::streamArn)
                .with("consumerName", request::consumerName)
                .with("tags", request::tags);
    }

    @Override
    public Parameters removeTagsFromStream(RemoveTagsFromStreamRequest request) {
        return ofStream(request).with("tagKeys", request::tagKeys);
    }

    @Override
    public Parameters splitShard(SplitShardRequest request) {
        return ofStream(request)
                .with("shardToSplit", request::shardToSplit)
                .with("newStartingHashKey", request::newStartingHashKey);
    }

    @Override
    public Parameters startStreamEncryption(StartStreamEncryptionRequest request) {
        return ofStream(request).with("encryptionType", request::encryptionType).with("keyId", request::keyId);
    }

    @Override
    public Parameters stopStreamEncryption(StopStreamEncryptionRequest request) {
        return ofStream(request).with("encryptionType", request::encryptionType).with("keyId", request::keyId);
    }

    @Override
    public Parameters subscribeToShard(SubscribeToShardRequest request) {
        return new Parameters()
                .with("consumerARN", request::consumerArn)
                .with("shardId", request::shardId)
                .with("startingPosition", () -> position(request.startingPosition()));
    }

    @Override
    public Parameters tagResource(TagResourceRequest request) {
        return new Parameters().with("resourceARN", request::resourceArn).with("tags", request::tags);
    }

    @Override
    public Parameters untagResource(UntagResourceRequest request) {
        return new Parameters().with("resourceARN", request::resourceArn).with("tagKeys", request::tagKeys);
    }

    @Override
    public Parameters updateAccountSettings(UpdateAccountSettingsRequest request) {
        return new Parameters()
                .with(
                        "minimumThroughputBillingCommitment",
                        () -> commitment(request.minimumThroughputBillingCommitment()));
    }

    @Override
    public Parameters updateMaxRecordSize(UpdateMaxRecordSizeRequest request) {
        return new Parameters()
                .with("streamARN", request::streamArn)
                .with("maxRecordSizeInKiB", request::maxRecordSizeInKiB);
    }

    @Override
    public Parameters updateShardCount(UpdateShardCountRequest request) {
        return ofStream(request)
                .with("targetShardCount", request::targetShardCount)
                .with("scalingType", request::scalingType);
    }

    @Override
    public Parameters updateStreamMode(UpdateStreamModeRequest request) {
        return new Parameters()
                .with("streamARN", request::streamArn)
                .with("streamModeDetails", () -> mode(request.streamModeDetails()))
                .with("warmThroughputMiBps", request::warmThroughputMiBps);
    }

    @Override
    public Parameters updateStreamRecordDistributionStrategy(UpdateStreamRecordDistributionStrategyRequest request) {
        return new Parameters()
                .with("streamARN", request::streamArn)
                .with("recordDistributionStrategy", request::recordDistributionStrategy);
    }

    @Override
    public Parameters updateStreamWarmThroughput(UpdateStreamWarmThroughputRequest request) {
        return ofStream(request).with("warmThroughputMiBps", request::warmThroughputMiBps);
    }

    private static Parameters ofStream(StreamAddressed request) {
        return new Parameters().with("streamName", request::streamName).with("streamARN", request::streamArn);
    }

    private static @Nullable Parameters mode(@Nullable StreamModeDetails details) {
        return details == null ? null : new Parameters().with("streamMode", details::streamMode);
    }

    private static @Nullable Parameters filter(@Nullable ShardFilter filter) {
        return filter == null
                ? null
                : new Parameters()
                        .with("type", filter::type)
                        .with("shardId", filter.shardId())
                        .with("timestamp", filter.timestamp());
    }

    private static Parameters position(StartingPosition position) {
        return new Parameters()
                .with("type", position::type)
                .with("sequenceNumber", position.sequenceNumber())
                .with("timestamp", position.timestamp());
    }

    private static Parameters commitment(BillingCommitmentChange change) {
        return new Parameters().with("status", change::status);
    }
}
