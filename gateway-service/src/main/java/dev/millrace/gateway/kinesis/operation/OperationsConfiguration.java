package dev.millrace.gateway.kinesis.operation;

import dev.millrace.gateway.call.CallLimits;
import dev.millrace.gateway.call.OperationDispatch;
import dev.millrace.gateway.call.OperationSubject;
import dev.millrace.gateway.front.transfer.SharedBudget;
import dev.millrace.gateway.kinesis.subscription.SubscriberRights;
import dev.millrace.gateway.kms.RecordKeys;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.streams.AccountCalls;
import dev.millrace.gateway.streams.ConsumerCalls;
import dev.millrace.gateway.streams.RegisteredConsumers;
import dev.millrace.gateway.streams.ReshardingCalls;
import dev.millrace.gateway.streams.StreamCatalogCalls;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.gateway.streams.NextTokens;
import dev.millrace.gateway.streams.ShardIterators;
import dev.millrace.gateway.streams.ShardListTokens;
import dev.millrace.gateway.streams.StreamTokens;
import dev.millrace.gateway.streams.records.RecordRouter;
import dev.millrace.gateway.streams.records.ShardReads;
import dev.millrace.protocol.message.KinesisResponse;
import dev.millrace.protocol.message.OperationHandlers;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Wires the operations to what they are made of. */
@Configuration(proxyBeanMethods = false)
public class OperationsConfiguration {
    @Bean
    ShardIterators shardIterators(GatewaySettings settings, Clock clock) {
        return new ShardIterators(settings.clusterSecret(), clock);
    }

    @Bean
    ShardListTokens shardListTokens(GatewaySettings settings, Clock clock) {
        return new ShardListTokens(settings.clusterSecret(), clock);
    }

    @Bean
    StreamTokens streamTokens(ShardIterators iterators, ShardListTokens shardLists) {
        return new StreamTokens(iterators, shardLists);
    }

    @Bean
    OperationHandlers<Mono<KinesisResponse>> operations(
            GatewaySettings settings,
            Streams streams,
            StreamCatalogCalls catalog,
            AccountCalls account,
            ReshardingCalls resharding,
            RecordRouter router,
            ShardReads reads,
            RegisteredConsumers consumers,
            ConsumerCalls registry,
            ShardIterators iterators,
            ShardListTokens shardLists,
            CallLimits limits,
            SharedBudget responseBudget,
            RecordKeys keys,
            SubscriberRights rights,
            StreamTokens tokens,
            Clock clock) {
        String secret = settings.clusterSecret();
        StreamUpdates updates = new StreamUpdates(streams, catalog);
        TaggedResources resources = new TaggedResources(streams, catalog, consumers, registry);
        List<OperationSubject> subjects = List.of(
                new AccountSettingsHandler(account),
                new CapacityHandler(updates, streams),
                new EncryptionHandler(updates, keys),
                new EnhancedMonitoringHandler(updates, streams),
                new ResourcePolicyHandler(resources),
                new ResourceTagsHandler(resources),
                new ReshardHandler(streams, resharding),
                new RetentionHandler(updates),
                new StreamTagsHandler(updates, streams, catalog),
                new CreateStreamHandler(catalog),
                new DeleteStreamHandler(streams, catalog, registry),
                new DeregisterStreamConsumerHandler(consumers, registry),
                new DescribeLimitsHandler(catalog),
                new DescribeStreamHandler(streams, catalog, clock),
                new DescribeStreamConsumerHandler(streams, consumers),
                new DescribeStreamSummaryHandler(streams, catalog, account, registry),
                new GetRecordsHandler(streams, reads, iterators, responseBudget, keys, limits),
                new GetShardIteratorHandler(streams, reads, iterators, limits, clock),
                new ListShardsHandler(streams, catalog, shardLists, clock),
                new ListStreamConsumersHandler(
                        streams, consumers, registry, new NextTokens(secret, "consumers", clock)),
                new ListStreamsHandler(streams, catalog, new NextTokens(secret, "streams", clock)),
                new PutRecordHandler(streams, router, keys, limits, clock),
                new PutRecordsHandler(streams, router, keys, limits),
                new RegisterStreamConsumerHandler(streams, consumers, registry),
                new SubscribeToShardHandler(streams, consumers, registry, rights, limits, clock));
        return new OperationDispatch(subjects, limits, streams, tokens);
    }
}
