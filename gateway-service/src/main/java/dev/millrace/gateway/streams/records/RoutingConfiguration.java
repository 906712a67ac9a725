package dev.millrace.gateway.streams.records;

import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.gateway.streams.Streams;
import dev.millrace.internal.rpc.ChannelFactory;
import dev.millrace.internal.shard.ShardClient;
import dev.millrace.internal.shard.ShardConnections;
import dev.millrace.internal.shard.ShardOwners;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Wires the way to the shards. */
@Configuration(proxyBeanMethods = false)
public class RoutingConfiguration {
    private static final long BYTES_UNDER_WAY_TO_AN_OWNER = 64L * 1024 * 1024;

    private static final Duration PROBE = Duration.ofSeconds(3);

    @Bean(destroyMethod = "close")
    ShardConnections shardConnections(ChannelFactory channels, EventLoopGroup loops) {
        return new ShardConnections(channels, loops::next, BYTES_UNDER_WAY_TO_AN_OWNER);
    }

    @Bean
    ShardOwners shardOwners(ShardConnections connections, GatewaySettings settings) {
        return new ShardOwners(connections, settings.shard().addresses());
    }

    @Bean
    ShardClient shardClient(ShardOwners owners, ShardConnections connections) {
        return new ShardClient(owners, connections);
    }

    @Bean
    RecordRouter recordRouter(Streams streams, ShardClient shards) {
        return new RecordRouter(streams, shards, GatewaySettings.REQUEST_TIMEOUT);
    }

    @Bean
    ShardReads shardReads(Streams streams, ShardClient shards, GatewaySettings settings) {
        return new ShardReads(streams, shards, GatewaySettings.REQUEST_TIMEOUT, settings.accountId());
    }

    /** Ready when any instance of the shard service answers. */
    @Bean
    ReactiveHealthIndicator shardsHealthIndicator(ShardOwners owners) {
        return () -> owners.probe()
                .thenReturn(Health.up().build())
                .timeout(PROBE)
                .onErrorResume(failure -> Mono.just(Health.down().build()));
    }
}
