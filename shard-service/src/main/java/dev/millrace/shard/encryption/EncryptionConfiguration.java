package dev.millrace.shard.encryption;

import dev.millrace.internal.key.KeyCalls;
import dev.millrace.internal.key.KeyMirror;
import dev.millrace.internal.metadata.StreamMirror;
import dev.millrace.internal.rpc.StalenessMeter;
import dev.millrace.service.ClusterSettings;
import dev.millrace.shard.loop.NodeClock;
import dev.millrace.stream.StreamArn;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires encryption at rest. */
@Configuration(proxyBeanMethods = false)
public class EncryptionConfiguration {
    @Bean
    MeterBinder keyStaleness(KeyMirror keys) {
        return new StalenessMeter("millrace.keys.stale", keys::staleFor);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    KeyMirror keyMirror(ManagedChannel metadataChannel) {
        return new KeyMirror(metadataChannel);
    }

    @Bean
    KeyCalls keyCalls(ManagedChannel metadataChannel, KeyMirror keyMirror, ClusterSettings cluster) {
        return new KeyCalls(metadataChannel, keyMirror, cluster.clusterSecret());
    }

    @Bean
    UnreadableBlocks unreadableBlocks() {
        return new UnreadableBlocks();
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService blockOpeners() {
        return Executors.newFixedThreadPool(
                EncryptionSettings.USUAL.openingThreads(), new DefaultThreadFactory("block-opener", true));
    }

    @Bean
    ShardCiphers shardCiphers(
            StreamMirror streams,
            KeyCalls calls,
            KeyMirror mirror,
            ClusterSettings cluster,
            UnreadableBlocks unreadable,
            @Qualifier("blockOpeners") ExecutorService blockOpeners) {
        return new ShardCiphers(
                streams::find,
                name -> new StreamArn("aws", cluster.region(), cluster.accountId(), name),
                new CatalogDataKeys(calls, mirror, cluster, EncryptionSettings.USUAL.longestStaleness()),
                EncryptionSettings.USUAL,
                NodeClock.SYSTEM,
                unreadable,
                blockOpeners);
    }
}
