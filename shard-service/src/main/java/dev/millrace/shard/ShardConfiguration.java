package dev.millrace.shard;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.cassandra.CassandraSessions;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.internal.auth.ServiceName;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.metadata.StreamRemovals;
import dev.millrace.internal.metadata.v1.ScalingGrpc;
import dev.millrace.internal.rpc.ServiceChannels;
import dev.millrace.internal.rpc.StalenessMeter;
import dev.millrace.service.InternalCallsConfiguration;
import dev.millrace.service.ManagementConfiguration;
import dev.millrace.service.ServiceSchema;
import dev.millrace.service.StorageConfiguration;
import dev.millrace.service.time.TrustedClock;
import dev.millrace.service.time.TrustedTimeConfiguration;
import dev.millrace.shard.encryption.EncryptionConfiguration;
import dev.millrace.shard.encryption.ShardCiphers;
import dev.millrace.shard.grpc.RefusalMeters;
import dev.millrace.shard.grpc.ShardLogEndpoint;
import dev.millrace.shard.grpc.WriteRateReports;
import dev.millrace.shard.lease.InstanceLease;
import dev.millrace.shard.lease.InstanceTable;
import dev.millrace.shard.lease.LeaseSettings;
import dev.millrace.shard.lease.Membership;
import dev.millrace.shard.lease.storage.CassandraInstanceTable;
import dev.millrace.shard.log.BlockMeters;
import dev.millrace.shard.log.BlockStore;
import dev.millrace.shard.log.StorageRoom;
import dev.millrace.shard.log.storage.CassandraBlockStore;
import dev.millrace.shard.loop.EventLoops;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.shard.loop.TrustedNodeClock;
import dev.millrace.shard.memory.ShardMemory;
import dev.millrace.shard.owner.OwnedShardOpener;
import dev.millrace.shard.owner.OwnedShards;
import dev.millrace.shard.owner.OwnershipTable;
import dev.millrace.shard.owner.ShardFacts;
import dev.millrace.shard.owner.storage.CassandraOwnershipTable;
import dev.millrace.shard.retention.RetentionSweep;
import dev.millrace.shard.retention.StreamFacts;
import dev.millrace.shard.retention.SweepScope;
import dev.millrace.shard.retention.UnknownShards;
import dev.millrace.shard.subscription.Subscriptions;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the service together: storage, lease, shards, endpoint. */
@Configuration(proxyBeanMethods = false)
@Import({
    EncryptionConfiguration.class,
    InternalCallsConfiguration.class,
    ManagementConfiguration.class,
    StorageConfiguration.class,
    StorageRoomConfiguration.class,
    TrustedTimeConfiguration.class
})
@EnableConfigurationProperties({
    ShardSettings.class,
    ShardSettings.Limits.class,
    ShardSettings.Predecessors.class,
    ShardSettings.Metadata.class
})
class ShardConfiguration {
    @Bean
    ServiceSchema serviceSchema() {
        return new ServiceSchema("shard", "schema/shard");
    }

    @Bean(destroyMethod = "close")
    EventLoops eventLoops(ShardSettings settings) {
        return new EventLoops(settings.loops());
    }

    @Bean
    NodeClock nodeClock(TrustedClock wall) {
        return new TrustedNodeClock(System::nanoTime, wall);
    }

    @Bean(destroyMethod = "shutdownNow")
    ManagedChannel metadataChannel(ShardSettings.Metadata metadata, ServiceChannels channels) {
        return channels.open(ServiceName.METADATA, metadata.address());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    StreamMirror streamMirror(ManagedChannel metadataChannel) {
        return new StreamMirror(metadataChannel);
    }

    @Bean
    ShardMemory shardMemory(ShardSettings settings, StorageRoom room) {
        return settings.shardMemory(room);
    }

    @Bean
    BlockMeters blockMeters() {
        return new BlockMeters();
    }

    @Bean
    RefusalMeters refusalMeters() {
        return new RefusalMeters();
    }

    @Bean
    BlockStore blockStore(CqlSession session, ShardMemory memory, BlockMeters meters) {
        return new CassandraBlockStore(session, memory.writing(), meters);
    }

    /** @param tables whoever has this session has waited for the tables */
    @Bean(destroyMethod = "close")
    LeaseSession leaseSession(CassandraSettings settings, CqlSession tables) {
        return new LeaseSession(CassandraSessions.openForLeases(settings));
    }

    @Bean
    InstanceTable instanceTable(LeaseSession session) {
        return new CassandraInstanceTable(session.session());
    }

    @Bean
    OwnershipTable ownershipTable(LeaseSession leases, CqlSession session) {
        return new CassandraOwnershipTable(leases.session(), session);
    }

    @Bean
    LeaseSettings leaseSettings(ShardSettings settings, ShardSettings.Predecessors predecessors) {
        return settings.lease(predecessors.predecessorsAreDead());
    }

    @Bean
    InstanceLease instanceLease(InstanceTable table, LeaseSettings lease, EventLoops loops, ShardSettings settings) {
        return new InstanceLease(
                table, lease, NodeClock.SYSTEM, loops.instanceLoop(), settings.advertisedAddress(), UUID::randomUUID);
    }

    @Bean
    Membership membership(InstanceTable table, LeaseSettings lease, EventLoops loops, InstanceLease instanceLease) {
        return new Membership(table, lease, NodeClock.SYSTEM, loops.instanceLoop(), instanceLease);
    }

    @Bean
    OwnedShardOpener shardOpener(
            BlockStore store,
            EventLoops loops,
            StreamMirror streams,
            ShardSettings settings,
            ShardSettings.Limits limits,
            ShardMemory memory,
            ShardCiphers ciphers,
            NodeClock clock) {
        return new OwnedShardOpener(
                store,
                loops::of,
                clock,
                ShardFacts.from(streams, clock),
                settings.ownedShards(limits),
                memory,
                ciphers::of);
    }

    @Bean
    OwnedShards ownedShards(
            InstanceLease lease,
            Membership membership,
            OwnershipTable table,
            BlockStore store,
            OwnedShardOpener opener,
            EventLoops loops,
            ShardMemory memory) {
        return new OwnedShards(
                lease, membership, table, store, memory.fetching(), opener, loops::of, loops.instanceLoop());
    }

    @Bean
    UnknownShards unknownShards() {
        return new UnknownShards(NodeClock.SYSTEM);
    }

    @Bean
    RetentionSweep retentionSweep(
            OwnershipTable table,
            BlockStore store,
            Membership membership,
            OwnedShards shards,
            StreamMirror streams,
            ManagedChannel metadataChannel,
            UnknownShards unknown,
            InstanceLease lease,
            EventLoops loops,
            TrustedClock clock,
            ShardSettings settings) {
        return new RetentionSweep(
                new SweepScope(
                        table,
                        store,
                        settings.testing().bucketSpan(),
                        key -> lease.valid() != null && membership.prefers(key, lease.address()),
                        shards::forget),
                StreamFacts.from(streams, new StreamRemovals(metadataChannel)),
                unknown,
                loops.instanceLoop(),
                clock,
                settings.sweep());
    }

    @Bean
    WriteRateReports writeRateReports(
            OwnedShards shards, ManagedChannel metadataChannel, EventLoops loops, ShardSettings settings) {
        return new WriteRateReports(
                shards,
                ScalingGrpc.newStub(metadataChannel),
                loops.instanceLoop(),
                NodeClock.SYSTEM,
                settings.testing().rateReportInterval());
    }

    @Bean
    ShardServiceLifecycle shardServiceLifecycle(
            InstanceLease lease,
            Membership membership,
            OwnedShards shards,
            RetentionSweep retention,
            WriteRateReports rates,
            EventLoops loops,
            ShardSettings settings,
            ShardMemory memory) {
        return new ShardServiceLifecycle(
                lease, membership, shards, retention, rates, loops, ShardSettings.TAIL_AGE, memory.tail());
    }

    @Bean
    Subscriptions subscriptions(StreamMirror streams) {
        Subscriptions subscriptions = new Subscriptions();
        streams.onChange(subscriptions::wake);
        return subscriptions;
    }

    @Bean
    ShardLogEndpoint shardLogEndpoint(
            StreamMirror streams,
            OwnedShards shards,
            EventLoops loops,
            NodeClock clock,
            Subscriptions subscriptions,
            ShardMemory memory,
            RefusalMeters refusals) {
        return new ShardLogEndpoint(streams, shards, loops::of, clock, subscriptions, memory, refusals);
    }

    @Bean("ownership")
    OwnershipHealth ownershipHealth(InstanceLease lease, Membership membership, StreamMirror streams) {
        return new OwnershipHealth(lease, membership, streams);
    }

    @Bean
    MeterBinder streamStaleness(StreamMirror streams) {
        return new StalenessMeter("millrace.streams.stale", streams::staleFor);
    }

    @Bean
    ShardMeters shardMeters(
            OwnedShards shards,
            InstanceLease lease,
            ShardMemory memory,
            OwnedShardOpener opener,
            ShardSettings settings,
            Subscriptions subscriptions,
            UnknownShards unknown) {
        long readCache = settings.memory().readCache().toBytes();
        return new ShardMeters(shards, lease, memory, opener, readCache, subscriptions, unknown);
    }
}
