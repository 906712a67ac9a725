package dev.millrace.shard.lifecycle;

import dev.millrace.metadata.account.Account;
import dev.millrace.metadata.account.AccountLimits;
import dev.millrace.metadata.account.AccountQuota;
import dev.millrace.metadata.catalog.CatalogWatches;
import dev.millrace.metadata.reshard.ReshardSettings;
import dev.millrace.metadata.reshard.Resharding;
import dev.millrace.metadata.reshard.ShardExpiry;
import dev.millrace.metadata.stream.StreamCatalog;
import dev.millrace.metadata.stream.StreamReplica;
import dev.millrace.metadata.stream.StreamSettings;
import dev.millrace.shard.simulation.SimulatedProcess;
import dev.millrace.shard.simulation.StoreLink;
import dev.millrace.stream.StreamDescription;
import dev.millrace.stream.StreamId;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** An instance of the metadata service: its copy of the catalogue, reshards, the expiry of shards, and who watches it. */
final class MetadataNode {
    static final Account ACCOUNT = new Account("111122223333", "us-east-1");
    private static final AccountLimits LIMITS = new AccountLimits(1_000, 10, 100, Duration.ofHours(24));
    private static final StreamSettings STREAMS =
            new StreamSettings(Duration.ofMillis(100), Duration.ofHours(1), 1_024, 4, Duration.ofSeconds(4), "");
    private static final ReshardSettings RESHARDS =
            new ReshardSettings(Duration.ofSeconds(90), Duration.ofSeconds(30), Duration.ofMinutes(4));

    private final Plant plant;
    private final InstanceTime time;
    private final SimulatedProcess process;
    private final StoreLink link;
    private final StreamReplica replica;
    private final StreamCatalog catalog;
    private final Resharding resharding;
    private final ShardExpiry expiry;
    private final CatalogWatches<StreamId, StreamDescription> watches;

    MetadataNode(Plant plant, int number) {
        this.plant = plant;
        this.time = new InstanceTime(plant.world(), plant.rule());
        this.process = new SimulatedProcess(plant.world(), "metadata-" + number, time.rate());
        this.link = new StoreLink(plant.world(), plant.weather(), process);
        var store = plant.streams().over(link);
        var wall = time.trusted().asClock();
        this.replica = new StreamReplica(store, time::nanoTime);
        this.catalog = new StreamCatalog(ACCOUNT, LIMITS, STREAMS, store, replica, wall, this::newId);
        this.resharding =
                new Resharding(ACCOUNT, new AccountQuota(ACCOUNT, LIMITS), catalog, plant::seal, RESHARDS, wall);
        this.expiry = new ShardExpiry(catalog, time.trusted());
        this.watches = new CatalogWatches<>(replica);
    }

    private UUID newId() {
        return new UUID(
                plant.world().random().nextLong(), plant.world().random().nextLong());
    }

    void start() {
        time.start(link);
        every(STREAMS.pollInterval(), catalog::catchUp);
        every(STREAMS.pollInterval(), () -> Mono.fromRunnable(watches::tellAges));
        every(RESHARDS.pollInterval(), () -> Mono.fromRunnable(resharding::resumeOverdue));
        every(RESHARDS.expiryInterval(), expiry::sweep);
    }

    private void every(Duration interval, Supplier<Mono<Void>> task) {
        process.newLoop()
                .schedule(
                        interval,
                        () -> Mono.defer(task)
                                .onErrorComplete()
                                .subscribe(nothing -> {}, failure -> {}, () -> every(interval, task)));
    }

    String name() {
        return process.name();
    }

    InstanceTime time() {
        return time;
    }

    StreamCatalog catalog() {
        return catalog;
    }

    Resharding resharding() {
        return resharding;
    }

    CatalogWatches<StreamId, StreamDescription> watches() {
        return watches;
    }

    void cutOff(long nanos) {
        plant.world().trace(() -> name() + " is cut off from the store for " + nanos / 1_000_000_000 + " s");
        link.cut(nanos);
    }

    void reconnect() {
        link.restore();
    }
}
