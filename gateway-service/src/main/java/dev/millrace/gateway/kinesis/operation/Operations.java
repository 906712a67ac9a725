package dev.millrace.gateway.kinesis.operation;

import dev.millrace.protocol.message.AddTagsToStreamRequest;
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
import dev.millrace.protocol.message.KinesisResponse;
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
import dev.millrace.protocol.message.SplitShardRequest;
import dev.millrace.protocol.message.StartStreamEncryptionRequest;
import dev.millrace.protocol.message.StopStreamEncryptionRequest;
import dev.millrace.protocol.message.SubscribeToShardRequest;
import dev.millrace.protocol.message.TagResourceRequest;
import dev.millrace.protocol.message.UntagResourceRequest;
import dev.millrace.protocol.message.UpdateAccountSettingsRequest;
import dev.millrace.protocol.message.UpdateMaxRecordSizeRequest;
import dev.millrace.protocol.message.UpdateShardCountRequest;
import dev.millrace.protocol.message.UpdateStreamModeRequest;
import dev.millrace.protocol.message.UpdateStreamRecordDistributionStrategyRequest;
import dev.millrace.protocol.message.UpdateStreamWarmThroughputRequest;
import reactor.core.publisher.Mono;

/** Every operation and who handles it: the whole API as one table. */
final class Operations implements OperationHandlers<Mono<KinesisResponse>> {
    private final AccountSettingsHandler accountSettings;
    private final CapacityHandler capacity;
    private final EncryptionHandler encryption;
    private final EnhancedMonitoringHandler enhancedMonitoring;
    private final ResourcePolicyHandler resourcePolicies;
    private final ResourceTagsHandler resourceTags;
    private final ReshardHandler reshard;
    private final RetentionHandler retention;
    private final StreamTagsHandler streamTags;
    private final CreateStreamHandler createStream;
    private final DeleteStreamHandler deleteStream;
    private final DeregisterStreamConsumerHandler deregisterStreamConsumer;
    private final DescribeLimitsHandler describeLimits;
    private final DescribeStreamHandler describeStream;
    private final DescribeStreamConsumerHandler describeStreamConsumer;
    private final DescribeStreamSummaryHandler describeStreamSummary;
    private final GetRecordsHandler getRecords;
    private final GetShardIteratorHandler getShardIterator;
    private final ListShardsHandler listShards;
    private final ListStreamConsumersHandler listStreamConsumers;
    private final ListStreamsHandler listStreams;
    private final PutRecordHandler putRecord;
    private final PutRecordsHandler putRecords;
    private final RegisterStreamConsumerHandler registerStreamConsumer;
    private final SubscribeToShardHandler subscribeToShard;

    Operations(
            AccountSettingsHandler accountSettings,
            CapacityHandler capacity,
            EncryptionHandler encryption,
            EnhancedMonitoringHandler enhancedMonitoring,
            ResourcePolicyHandler resourcePolicies,
            ResourceTagsHandler resourceTags,
            ReshardHandler reshard,
            RetentionHandler retention,
            StreamTagsHandler streamTags,
            CreateStreamHandler createStream,
            DeleteStreamHandler deleteStream,
            DeregisterStreamConsumerHandler deregisterStreamConsumer,
            DescribeLimitsHandler describeLimits,
            DescribeStreamHandler describeStream,
            DescribeStreamConsumerHandler describeStreamConsumer,
            DescribeStreamSummaryHandler describeStreamSummary,
            GetRecordsHandler getRecords,
            GetShardIteratorHandler getShardIterator,
            ListShardsHandler listShards,
            ListStreamConsumersHandler listStreamConsumers,
            ListStreamsHandler listStreams,
            PutRecordHandler putRecord,
            PutRecordsHandler putRecords,
            RegisterStreamConsumerHandler registerStreamConsumer,
            SubscribeToShardHandler subscribeToShard) {
        this.accountSettings = accountSettings;
        this.capacity = capacity;
        this.encryption = encryption;
        this.enhancedMonitoring = enhancedMonitoring;
        this.resourcePolicies = resourcePolicies;
        this.resourceTags = resourceTags;
        this.reshard = reshard;
        this.retention = retention;
        this.streamTags = streamTags;
        this.createStream = createStream;
        this.deleteStream = deleteStream;
        this.deregisterStreamConsumer = deregisterStreamConsumer;
        this.describeLimits = describeLimits;
        this.describeStream = describeStream;
        this.describeStreamConsumer = describeStreamConsumer;
        this.describeStreamSummary = describeStreamSummary;
        this.getRecords = getRecords;
        this.getShardIterator = getShardIterator;
        this.listShards = listShards;
        this.listStreamConsumers = listStreamConsumers;
        this.listStreams = listStreams;
        this.putRecord = putRecord;
        this.putRecords = putRecords;
        this.registerStreamConsumer = registerStreamConsumer;
        this.subscribeToShard = subscribeToShard;
    }

    @Override
    public Mono<KinesisResponse> addTagsToStream(AddTagsToStreamRequest request) {
        return streamTags.add(request);
    }

    @Override
    public Mono<KinesisResponse> createStream(CreateStreamRequest request) {
        return createStream.handle(request);
    }

    @Override
    public Mono<KinesisResponse> decreaseStreamRetentionPeriod(DecreaseStreamRetentionPeriodRequest request) {
        return retention.decrease(request);
    }

    @Override
    public Mono<KinesisResponse> deleteResourcePolicy(DeleteResourcePolicyRequest request) {
        return resourcePolicies.delete(request);
    }

    @Override
    public Mono<KinesisResponse> deleteStream(DeleteStreamRequest request) {
        return deleteStream.handle(request);
    }

    @Override
    public Mono<KinesisResponse> deregisterStreamConsumer(DeregisterStreamConsumerRequest request) {
        return deregisterStreamConsumer.handle(request);
    }

    @Override
    public Mono<KinesisResponse> describeAccountSettings(DescribeAccountSettingsRequest request) {
        return accountSettings.describe();
    }

    @Override
    public Mono<KinesisResponse> describeLimits(DescribeLimitsRequest request) {
        return describeLimits.handle();
    }

    @Override
    public Mono<KinesisResponse> describeStream(DescribeStreamRequest request) {
        return describeStream.handle(request);
    }

    @Override
    public Mono<KinesisResponse> describeStreamConsumer(DescribeStreamConsumerRequest request) {
        return describeStreamConsumer.handle(request);
    }

    @Override
    public Mono<KinesisResponse> describeStreamSummary(DescribeStreamSummaryRequest request) {
        return describeStreamSummary.handle(request);
    }

    @Override
    public Mono<KinesisResponse> disableEnhancedMonitoring(DisableEnhancedMonitoringRequest request) {
        return enhancedMonitoring.disable(request);
    }

    @Override
    public Mono<KinesisResponse> enableEnhancedMonitoring(EnableEnhancedMonitoringRequest request) {
        return enhancedMonitoring.enable(request);
    }

    @Override
    public Mono<KinesisResponse> getRecords(GetRecordsRequest request) {
        return getRecords.handle(request);
    }

    @Override
    public Mono<KinesisResponse> getResourcePolicy(GetResourcePolicyRequest request) {
        return resourcePolicies.get(request);
    }

    @Override
    public Mono<KinesisResponse> getShardIterator(GetShardIteratorRequest request) {
        return getShardIterator.handle(request);
    }

    @Override
    public Mono<KinesisResponse> increaseStreamRetentionPeriod(IncreaseStreamRetentionPeriodRequest request) {
        return retention.increase(request);
    }

    @Override
    public Mono<KinesisResponse> listShards(ListShardsRequest request) {
        return listShards.handle(request);
    }

    @Override
    public Mono<KinesisResponse> listStreamConsumers(ListStreamConsumersRequest request) {
        return listStreamConsumers.handle(request);
    }

    @Override
    public Mono<KinesisResponse> listStreams(ListStreamsRequest request) {
        return listStreams.handle(request);
    }

    @Override
    public Mono<KinesisResponse> listTagsForResource(ListTagsForResourceRequest request) {
        return resourceTags.list(request);
    }

    @Override
    public Mono<KinesisResponse> listTagsForStream(ListTagsForStreamRequest request) {
        return streamTags.list(request);
    }

    @Override
    public Mono<KinesisResponse> mergeShards(MergeShardsRequest request) {
        return reshard.merge(request);
    }

    @Override
    public Mono<KinesisResponse> putRecord(PutRecordRequest request) {
        return putRecord.handle(request);
    }

    @Override
    public Mono<KinesisResponse> putRecords(PutRecordsRequest request) {
        return putRecords.handle(request);
    }

    @Override
    public Mono<KinesisResponse> putResourcePolicy(PutResourcePolicyRequest request) {
        return resourcePolicies.put(request);
    }

    @Override
    public Mono<KinesisResponse> registerStreamConsumer(RegisterStreamConsumerRequest request) {
        return registerStreamConsumer.handle(request);
    }

    @Override
    public Mono<KinesisResponse> removeTagsFromStream(RemoveTagsFromStreamRequest request) {
        return streamTags.remove(request);
    }

    @Override
    public Mono<KinesisResponse> splitShard(SplitShardRequest request) {
        return reshard.split(request);
    }

    @Override
    public Mono<KinesisResponse> startStreamEncryption(StartStreamEncryptionRequest request) {
        return encryption.start(request);
    }

    @Override
    public Mono<KinesisResponse> stopStreamEncryption(StopStreamEncryptionRequest request) {
        return encryption.stop(request);
    }

    @Override
    public Mono<KinesisResponse> subscribeToShard(SubscribeToShardRequest request) {
        return subscribeToShard.handle(request);
    }

    @Override
    public Mono<KinesisResponse> tagResource(TagResourceRequest request) {
        return resourceTags.tag(request);
    }

    @Override
    public Mono<KinesisResponse> untagResource(UntagResourceRequest request) {
        return resourceTags.untag(request);
    }

    @Override
    public Mono<KinesisResponse> updateAccountSettings(UpdateAccountSettingsRequest request) {
        return accountSettings.update(request);
    }

    @Override
    public Mono<KinesisResponse> updateMaxRecordSize(UpdateMaxRecordSizeRequest request) {
        return capacity.updateMaxRecordSize(request);
    }

    @Override
    public Mono<KinesisResponse> updateShardCount(UpdateShardCountRequest request) {
        return reshard.updateCount(request);
    }

    @Override
    public Mono<KinesisResponse> updateStreamMode(UpdateStreamModeRequest request) {
        return capacity.updateMode(request);
    }

    @Override
    public Mono<KinesisResponse> updateStreamRecordDistributionStrategy(
            UpdateStreamRecordDistributionStrategyRequest request) {
        return capacity.updateDistribution(request);
    }

    @Override
    public Mono<KinesisResponse> updateStreamWarmThroughput(UpdateStreamWarmThroughputRequest request) {
        return capacity.updateWarmThroughput(request);
    }
}
