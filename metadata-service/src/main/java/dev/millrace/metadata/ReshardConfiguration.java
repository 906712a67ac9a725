package dev.millrace.metadata;

import dev.millrace.internal.rpc.ChannelFactory;
import dev.millrace.internal.shard.ShardClient;
import dev.millrace.internal.shard.ShardConnections;
import dev.millrace.internal.shard.ShardOwners;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.grpc.ReshardingEndpoint;
import dev.millrace.metadata.grpc.ShardSealCalls;
import dev.millrace.metadata.reshard.ReshardSettings;
import dev.millrace.metadata.reshard.Resharding;
import dev.millrace.metadata.reshard.ShardExpiry;
import dev.millrace.metadata.reshard.ShardSeals;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.service.PeriodicTask;
import dev.millrace.service.time.TrustedClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Resharding, and the way to the shards that it needs. */
@Configuration(proxyBeanMethods = false)
class ReshardConfiguration {
    private static final ReshardSettings SETTINGS =
            new ReshardSettings(Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(60));

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
    Resharding resharding(Account account, AccountLimits limits, StreamCatalog catalog, ShardSeals seals, Clock clock) {
        return new Resharding(account, new AccountQuota(account, limits), catalog, seals, SETTINGS, clock);
    }

    @Bean
    PeriodicTask overdueReshards(Resharding resharding) {
        return new PeriodicTask(
                "Going on with reshards whose instance is gone",
                SETTINGS.pollInterval(),
                () -> Mono.fromRunnable(resharding::resumeOverdue));
    }

    @Bean
    PeriodicTask shardExpiry(StreamCatalog catalog, TrustedClock clock) {
        ShardExpiry expiry = new ShardExpiry(catalog, clock);
        return new PeriodicTask("Removing expired shards", SETTINGS.expiryInterval(), expiry::sweep);
    }

    @Bean
    ReshardingEndpoint reshardingEndpoint(Resharding resharding) {
        return new ReshardingEndpoint(resharding);
    }
}
