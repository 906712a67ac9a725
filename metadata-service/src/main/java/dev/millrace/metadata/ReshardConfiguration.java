package dev.millrace.metadata;

import dev.millrace.internal.rpc.ChannelFactory;
import dev.millrace.internal.shard.ShardClient;
import dev.millrace.internal.shard.ShardConnections;
import dev.millrace.internal.shard.ShardOwners;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.reshard.ReshardSettings;
import dev.millrace.metadata.reshard.Resharding;
import dev.millrace.metadata.reshard.ShardExpiry;
import dev.millrace.metadata.reshard.ShardSeals;
import dev.millrace.metadata.reshard.grpc.ReshardingEndpoint;
import dev.millrace.metadata.reshard.grpc.ShardSealCalls;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.service.PeriodicTask;
import dev.millrace.service.time.TrustedClock;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Resharding, and the way to the shards that it needs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReshardSettings.class)
class ReshardConfiguration {
    @Bean(destroyMethod = "close")
    ShardConnections shardConnections(ChannelFactory channels) {
        return new ShardConnections(channels);
    }

    /** @param addresses of some instances of the shard service */
    @Bean
    ShardSeals shardSeals(ShardConnections connections, @Value("${millrace.shard.addresses}") List<String> addresses) {
        return new ShardSealCalls(new ShardClient(new ShardOwners(connections, addresses), connections));
    }

    @Bean
    Resharding resharding(
            Account account,
            AccountLimits limits,
            StreamCatalog catalog,
            ShardSeals seals,
            ReshardSettings settings,
            Clock clock) {
        return new Resharding(account, new AccountQuota(account, limits), catalog, seals, settings, clock);
    }

    @Bean
    PeriodicTask overdueReshards(Resharding resharding, ReshardSettings settings) {
        return new PeriodicTask(
                "Going on with reshards whose instance is gone",
                settings.pollInterval(),
                () -> Mono.fromRunnable(resharding::resumeOverdue));
    }

    @Bean
    PeriodicTask shardExpiry(StreamCatalog catalog, ReshardSettings settings, TrustedClock clock) {
        ShardExpiry expiry = new ShardExpiry(catalog, clock);
        return new PeriodicTask("Removing expired shards", settings.expiryInterval(), expiry::sweep);
    }

    @Bean
    ReshardingEndpoint reshardingEndpoint(Resharding resharding) {
        return new ReshardingEndpoint(resharding);
    }
}
