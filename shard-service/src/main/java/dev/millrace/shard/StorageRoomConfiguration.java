package dev.millrace.shard;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.service.PeriodicTask;
import dev.millrace.shard.log.FreeSpace;
import dev.millrace.shard.log.StorageRoom;
import dev.millrace.shard.log.storage.SelectDiskUsage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Watches whether there is room for more records. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageRoomConfiguration.Settings.class)
class StorageRoomConfiguration {
    private static final Logger log = LoggerFactory.getLogger(StorageRoomConfiguration.class);
    private final AtomicBoolean toldThatRefused = new AtomicBoolean();

    @Bean
    StorageRoom storageRoom() {
        return new StorageRoom();
    }

    @Bean
    PeriodicTask storageRoomWatch(
            StorageRoom room, CqlSession session, CassandraSettings cassandra, Settings settings) {
        Mono<String> freeSpace = freeSpace(settings);
        SelectDiskUsage usage = new SelectDiskUsage(session, cassandra.localDatacenter());
        return new PeriodicTask(
                "The look at the room for records",
                Duration.ZERO,
                settings.checkInterval(),
                // A disk that is seen to be full needs no node to say so: it may not be able to.
                () -> freeSpace
                        .flatMap(shortage -> shortage.isEmpty() ? nodes(usage) : Mono.just(shortage))
                        .doOnNext(room::look)
                        .then());
    }

    private static Mono<String> freeSpace(Settings settings) {
        if (settings.directory().isEmpty()) {
            return Mono.just("");
        }
        FreeSpace free =
                new FreeSpace(Path.of(settings.directory()), settings.reserve().toBytes());
        return Mono.fromCallable(free::shortage).subscribeOn(Schedulers.boundedElastic());
    }

    /** Of nodes that we may not ask, nothing is known, and a full disk among them stops the node itself. */
    private Mono<String> nodes(SelectDiskUsage usage) {
        return Mono.fromCompletionStage(usage::shortage).onErrorResume(QueryValidationException.class, refused -> {
            if (!toldThatRefused.getAndSet(true)) {
                log.warn(
                        "The nodes' disks are not watched, as system_views.gossip_info cannot be read: {}",
                        refused.getMessage());
            }
            return Mono.just("");
        });
    }

    @Bean
    MeterBinder storageRoomMeter(StorageRoom room) {
        return registry -> Gauge.builder("millrace.storage.room", room, found -> found.getAsBoolean() ? 1 : 0)
                .description("Whether there is room for more records")
                .register(registry);
    }

    /**
     * When no more records are taken.
     *
     * @param directory where Cassandra keeps its data, when that is on this machine, else empty
     * @param reserve free space there that is left to Cassandra itself
     * @param checkInterval how often the nodes and the directory are looked at
     */
    @ConfigurationProperties("millrace.storage")
    record Settings(
            String directory,
            DataSize reserve,
            @DefaultValue("2s") Duration checkInterval) {}
}
