package dev.millrace.consumers;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.consumers.consumer.AccountCommitment;
import dev.millrace.consumers.consumer.ConsumerSettings;
import dev.millrace.consumers.consumer.ConsumerStore;
import dev.millrace.consumers.consumer.ConsumerSweep;
import dev.millrace.consumers.consumer.Consumers;
import dev.millrace.consumers.consumer.storage.ConsumerTable;
import dev.millrace.consumers.grpc.ConsumerRegistryEndpoint;
import dev.millrace.consumers.subscription.ConsumerSubscriptions;
import dev.millrace.consumers.subscription.EventMemory;
import dev.millrace.consumers.subscription.Peers;
import dev.millrace.consumers.subscription.ShardFeed;
import dev.millrace.consumers.subscription.StreamFollower;
import dev.millrace.consumers.subscription.SubscriptionSettings;
import dev.millrace.consumers.subscription.storage.SubscriptionTable;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.metadata.StreamRemovals;
import dev.millrace.internal.rpc.ChannelFactory;
import dev.millrace.internal.rpc.ServiceChannels;
import dev.millrace.internal.rpc.StalenessMeter;
import dev.millrace.internal.shard.ShardClient;
import dev.millrace.internal.shard.ShardConnections;
import dev.millrace.internal.shard.ShardOwners;
import dev.millrace.service.ClusterSettings;
import dev.millrace.service.InternalCallsConfiguration;
import dev.millrace.service.ManagementConfiguration;
import dev.millrace.service.PeriodicTask;
import dev.millrace.service.RefusalInterceptor;
import dev.millrace.service.ServiceSchema;
import dev.millrace.service.StorageConfiguration;
import dev.millrace.service.time.TrustedClock;
import dev.millrace.service.time.TrustedTimeConfiguration;
import io.grpc.ManagedChannel;
import io.grpc.ServerInterceptor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.annotation.Order;
import org.springframework.data.cassandra.core.ReactiveCassandraOperations;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** Puts the service together: storage, the way to the shards, consumers, subscriptions, endpoint, readiness. */
@Configuration(proxyBeanMethods = false)
@Import({
    InternalCallsConfiguration.class,
    ManagementConfiguration.class,
    StorageConfiguration.class,
    TrustedTimeConfiguration.class
})
@EnableConfigurationProperties(RegistrySettings.class)
class ConsumerRegistryConfiguration {
    /** How much longer than its subscription a row stays, if nobody is left to remove it. */
    private static final Duration ROW_OUTLIVES_SUBSCRIPTION = Duration.ofMinutes(1);

    private static final Duration FIRST_SWEEP = Duration.ofSeconds(30);
    private static final Duration SWEEP_INTERVAL = Duration.ofHours(1);

    @Bean
    ServiceSchema serviceSchema() {
        return new ServiceSchema("consumers", "schema/consumers");
    }

    @Bean
    Clock clock(TrustedClock trusted) {
        return trusted.asClock();
    }

    @Bean(destroyMethod = "shutdownNow")
    ManagedChannel metadataChannel(RegistrySettings settings, ServiceChannels channels) {
        return channels.open(ServiceName.METADATA, settings.metadata().address());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    StreamMirror streamMirror(ManagedChannel metadataChannel) {
        return new StreamMirror(metadataChannel);
    }

    @Bean(destroyMethod = "close")
    ShardConnections shardConnections(ChannelFactory channels) {
        return new ShardConnections(channels);
    }

    @Bean
    ShardOwners shardOwners(ShardConnections connections, RegistrySettings settings) {
        return new ShardOwners(connections, settings.shard().addresses());
    }

    @Bean
    ConsumerStore consumerStore(CqlSession session, ReactiveCassandraOperations rows) {
        return new ConsumerTable(session, rows);
    }

    @Bean
    Consumers consumers(
            ConsumerStore store,
            StreamMirror streams,
            ManagedChannel metadataChannel,
            ClusterSettings cluster,
            Clock clock) {
        return new Consumers(
                store, streams, ConsumerSettings.STANDARD, new AccountCommitment(metadataChannel), cluster, clock);
    }

    @Bean
    ConsumerSweep consumerSweep(
            ConsumerStore store, StreamMirror streams, ManagedChannel metadataChannel, TrustedClock clock) {
        return new ConsumerSweep(
                store, streams, new StreamRemovals(metadataChannel), ConsumerSettings.STANDARD.removalGrace(), clock);
    }

    @Bean
    MeterBinder unknownStreamMeters(ConsumerSweep sweep) {
        return registry -> Gauge.builder("millrace.consumers.unknown.streams", sweep, ConsumerSweep::unknownStreams)
                .description("Streams with consumers that are kept because nobody knows what has become of the streams")
                .register(registry);
    }

    @Bean
    PeriodicTask consumerSweeps(ConsumerSweep sweep) {
        return new PeriodicTask(
                "Removing consumers of streams that are gone", FIRST_SWEEP, SWEEP_INTERVAL, sweep::sweep);
    }

    @Bean(destroyMethod = "close")
    Peers peers(ServiceChannels channels) {
        return new Peers(
                address -> channels.open(ServiceName.CONSUMER_REGISTRY, address),
                SubscriptionSettings.STANDARD.deadline());
    }

    @Bean
    ShardFeed shardFeed(
            StreamMirror streams,
            ShardOwners owners,
            ShardConnections connections,
            RegistrySettings registry,
            ClusterSettings cluster) {
        return new ShardFeed(
                streams,
                new ShardClient(owners, connections),
                SubscriptionSettings.STANDARD,
                registry.limits().enabled(),
                cluster.accountId());
    }

    @Bean
    ConsumerSubscriptions subscriptions(
            Consumers consumers,
            CqlSession session,
            ShardFeed feed,
            Peers peers,
            RegistrySettings registry,
            ClusterSettings cluster,
            Clock clock) {
        return new ConsumerSubscriptions(
                consumers,
                new SubscriptionTable(
                        session, SubscriptionSettings.STANDARD.lifetime().plus(ROW_OUTLIVES_SUBSCRIPTION)),
                feed,
                peers,
                SubscriptionSettings.STANDARD,
                registry.limits().enabled(),
                registry.consumerRegistry().advertisedAddress(),
                cluster.accountId(),
                clock);
    }

    @Bean
    PeriodicTask subscriptionVerification(ConsumerSubscriptions subscriptions) {
        return new PeriodicTask(
                "Verifying subscriptions", SubscriptionSettings.STANDARD.verification(), subscriptions::verify);
    }

    /** Subscriptions would not end by themselves for minutes: the gRPC server could not stop gracefully before. */
    @Bean
    ApplicationListener<ContextClosedEvent> closeSubscriptionsFirst(ConsumerSubscriptions subscriptions) {
        return closed -> subscriptions.close();
    }

    @Bean
    @Order(1)
    @GlobalServerInterceptor
    ServerInterceptor refusals() {
        return new RefusalInterceptor();
    }

    @Bean
    ConsumerRegistryEndpoint consumerRegistryEndpoint(
            Consumers consumers, ConsumerSubscriptions subscriptions, StreamMirror streams, EventMemory memory) {
        return new ConsumerRegistryEndpoint(
                consumers, subscriptions, new StreamFollower(consumers, subscriptions, streams), memory);
    }

    @Bean
    EventMemory eventMemory(@Value("${millrace.subscriptions.memory}") DataSize memory) {
        return new EventMemory(memory.toBytes());
    }

    @Bean
    MeterBinder eventMemoryMeters(EventMemory memory) {
        return registry -> Gauge.builder("millrace.subscriptions.memory", memory, EventMemory::current)
                .description("Bytes of events that are held until gateways have taken them")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Known to the health endpoint as "storage". */
    @Bean
    StorageHealth storageHealthIndicator(CqlSession session) {
        return new StorageHealth(session);
    }

    /** Known to the health endpoint as "streams": nothing can be subscribed to that is not known. */
    @Bean
    ReactiveHealthIndicator streamsHealthIndicator(StreamMirror streams) {
        return () -> Mono.fromSupplier(() -> (streams.isCurrent() ? Health.up() : Health.down())
                .withDetail("staleForSeconds", streams.staleFor().toSeconds())
                .build());
    }

    @Bean
    MeterBinder streamStaleness(StreamMirror streams) {
        return new StalenessMeter("millrace.streams.stale", streams::staleFor);
    }

    @Bean
    MeterBinder subscriptionMeters(ConsumerSubscriptions subscriptions) {
        return registry -> Gauge.builder("millrace.subscriptions", subscriptions, ConsumerSubscriptions::count)
                .description("ConsumerSubscriptions that this instance serves")
                .register(registry);
    }
}
