package dev.millrace.protocol.message;

/**
 * What is done for each operation. There is no default: an implementation that forgets one does not compile.
 *
 * @param <R> what an operation comes to, such as the promise of a response
 */
public interface OperationHandlers<R> {
    R addTagsToStream(AddTagsToStreamRequest request);

    R createStream(CreateStreamRequest request);

    R decreaseStreamRetentionPeriod(DecreaseStreamRetentionPeriodRequest request);

    R deleteResourcePolicy(DeleteResourcePolicyRequest request);

    R deleteStream(DeleteStreamRequest request);

    R deregisterStreamConsumer(DeregisterStreamConsumerRequest request);

    R describeAccountSettings(DescribeAccountSettingsRequest request);

    R describeLimits(DescribeLimitsRequest request);

    R describeStream(DescribeStreamRequest request);

    R describeStreamConsumer(DescribeStreamConsumerRequest request);

    R describeStreamSummary(DescribeStreamSummaryRequest request);

    R disableEnhancedMonitoring(DisableEnhancedMonitoringRequest request);

    R enableEnhancedMonitoring(EnableEnhancedMonitoringRequest request);

    R getRecords(GetRecordsRequest request);

    R getResourcePolicy(GetResourcePolicyRequest request);

    R getShardIterator(GetShardIteratorRequest request);

    R increaseStreamRetentionPeriod(IncreaseStreamRetentionPeriodRequest request);

    R listShards(ListShardsRequest request);

    R listStreamConsumers(ListStreamConsumersRequest request);

    R listStreams(ListStreamsRequest request);

    R listTagsForResource(ListTagsForResourceRequest request);

    R listTagsForStream(ListTagsForStreamRequest request);

    R mergeShards(MergeShardsRequest request);

    R putRecord(PutRecordRequest request);

    R putRecords(PutRecordsRequest request);

    R putResourcePolicy(PutResourcePolicyRequest request);

    R registerStreamConsumer(RegisterStreamConsumerRequest request);

    R removeTagsFromStream(RemoveTagsFromStreamRequest request);

    R splitShard(SplitShardRequest request);

    R startStreamEncryption(StartStreamEncryptionRequest request);

    R stopStreamEncryption(StopStreamEncryptionRequest request);

    R subscribeToShard(SubscribeToShardRequest request);

    R tagResource(TagResourceRequest request);

    R untagResource(UntagResourceRequest request);

    R updateAccountSettings(UpdateAccountSettingsRequest request);

    R updateMaxRecordSize(UpdateMaxRecordSizeRequest request);

    R updateShardCount(UpdateShardCountRequest request);

    R updateStreamMode(UpdateStreamModeRequest request);

    R updateStreamRecordDistributionStrategy(UpdateStreamRecordDistributionStrategyRequest request);

    R updateStreamWarmThroughput(UpdateStreamWarmThroughputRequest request);
}
