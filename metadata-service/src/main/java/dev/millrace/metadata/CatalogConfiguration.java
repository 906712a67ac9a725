package dev.millrace.metadata;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.millrace.key.KeyReference;
import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.catalog.CatalogWatches;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.metadata.stream.StreamReplica;
import dev.millrace.metadata.stream.StreamSettings;
import dev.millrace.metadata.stream.StreamStore;
import dev.millrace.metadata.stream.storage.StreamTable;
import dev.millrace.service.ClusterSettings;
import dev.millrace.service.InternalCallsConfiguration;
import dev.millrace.service.ManagementConfiguration;
import dev.millrace.service.PeriodicTask;
import dev.millrace.service.ServiceSchema;
import dev.millrace.service.StorageConfiguration;
import dev.millrace.service.time.TrustedClock;
import dev.millrace.service.time.TrustedTimeConfiguration;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import reactor.core.publisher.Mono;

/** The catalogue of streams and who watches it. */
@Configuration(proxyBeanMethods = false)
// In this order, so that a missing cluster secret is reported at once and not after waiting for Cassandra.
@Import({
    InternalCallsConfiguration.class,
    ManagementConfiguration.class,
    StorageConfiguration.class,
    TrustedTimeConfiguration.class
})
@EnableConfigurationProperties({
    CatalogConfiguration.AccountProperties.class,
    CatalogConfiguration.StreamProperties.class
})
class CatalogConfiguration {
    /** Copies count as current for ten times as long. */
    private static final Duration AGE_INTERVAL = Duration.ofSeconds(1);

    @Bean
    ServiceSchema serviceSchema() {
        return new ServiceSchema("metadata", "schema/metadata");
    }

    @Bean
    Clock clock(TrustedClock trusted) {
        return trusted.asClock();
    }

    @Bean
    Account account(ClusterSettings settings) {
        return new Account(settings.accountId(), settings.region());
    }

    @Bean
    AccountLimits accountLimits(AccountProperties properties) {
        return AccountLimits.ofShards(properties.shardLimit);
    }

    @Bean
    StreamSettings streamSettings(StreamProperties properties) {
        return new StreamSettings(
                Duration.ofMillis(200),
                properties.testing.defaultRetention,
                1_024,
                4,
                Duration.ofMillis(200),
                properties.defaultKey);
    }

    @Bean
    StreamStore streamStore(CqlSession session, Account account) {
        return new StreamTable(session, account);
    }

    @Bean
    StreamReplica streamReplica(StreamStore store) {
        return new StreamReplica(store);
    }

    @Bean
    StreamCatalog streamCatalog(
            Account account,
            AccountLimits limits,
            StreamSettings settings,
            StreamStore store,
            StreamReplica replica,
            Clock clock) {
        if (!settings.defaultKey().isEmpty()) {
            // What is no key at all shall not wait for the first record.
            KeyReference.parse(settings.defaultKey(), account.region(), account.id());
        }
        return new StreamCatalog(account, limits, settings, store, replica, clock);
    }

    @Bean
    PeriodicTask catalogPoll(StreamCatalog catalog, StreamSettings settings) {
        return new PeriodicTask("Reading the catalogue", Duration.ZERO, settings.pollInterval(), catalog::catchUp);
    }

    @Bean
    CatalogWatches<StreamId, StreamDescription> streamWatches(StreamReplica replica) {
        return new CatalogWatches<>(replica);
    }

    @Bean
    PeriodicTask watchAges(List<CatalogWatches<?, ?>> watches) {
        return new PeriodicTask(
                "Telling how old what is known is",
                AGE_INTERVAL,
                () -> Mono.fromRunnable(() -> watches.forEach(CatalogWatches::tellAges)));
    }

    /** Watches never end by themselves: the gRPC server could not stop gracefully before they are closed. */
    @Bean
    ApplicationListener<ContextClosedEvent> closeWatchesFirst(List<CatalogWatches<?, ?>> watches) {
        return closed -> watches.forEach(CatalogWatches::close);
    }

    @Bean("catalog")
    CatalogHealth catalogHealth(StreamStore store, StreamReplica replica) {
        return new CatalogHealth(store, replica);
    }

    @Bean
    MeterBinder catalogMeters(StreamReplica replica, CatalogWatches<StreamId, StreamDescription> watches) {
        return registry -> {
            Gauge.builder("millrace.catalog.streams", replica, StreamReplica::size)
                    .description("Streams in the catalogue")
                    .register(registry);
            Gauge.builder("millrace.catalog.watches", watches, CatalogWatches::openCount)
                    .description("Watches on the catalogue that other services have open")
                    .register(registry);
            EntryMeters.age("millrace.catalog.age", replica).register(registry);
        };
    }

    /** @param shardLimit open shards of all streams */
    @ConfigurationProperties("millrace.account")
    record AccountProperties(int shardLimit) {}

    /** @param defaultKey what new streams are encrypted with: a key's id or ARN, or an alias; empty: nothing */
    @ConfigurationProperties("millrace.stream")
    record StreamProperties(
            @DefaultValue("") String defaultKey,
            @DefaultValue Testing testing) {
        /** @param defaultRetention of new streams; AWS's, but for tests */
        record Testing(@DefaultValue("24h") Duration defaultRetention) {}
    }
}
