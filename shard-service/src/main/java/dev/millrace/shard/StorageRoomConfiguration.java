package dev.millrace.shard;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import dev.millrace.cassandra.CassandraSettings;
import dev.millrace.service.PeriodicTask;
import dev.millrace.shard.log.FreeSpace;
import dev.millrace.shard.log.StorageRoom;
import dev.millrace.shard.log.cassandra.SelectDiskUsage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Watches whether there is room for more records. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageRoomConfiguration.Settings.class)
class StorageRoomConfiguration {
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
                () -> freeSpace
                        .zipWith(nodes(usage), String::concat)
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

    private static Mono<String> nodes(SelectDiskUsage usage) {
        return Mono.fromCompletionStage(usage::shortage)
                // Before Cassandra 4.1 nodes tell nothing of their disks.
                .onErrorReturn(QueryValidationException.class, "");
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
    record Settings(String directory, DataSize reserve, Duration checkInterval) {}
}
