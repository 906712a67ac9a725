package dev.millrace.shard.lifecycle;

import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.metadata.stream.RequestedStream;
import dev.millrace.metadata.stream.StreamQuotas;
import dev.millrace.metadata.stream.StreamUpdate;
import dev.millrace.metadata.stream.setting.StreamRetention;
import dev.millrace.shard.simulation.World;
import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardId;
import dev.millrace.stream.StreamMode;
import dev.millrace.stream.StreamName;
import dev.millrace.stream.StreamStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;

/** What people do with streams, by any metadata instance: they create, keep for longer or shorter, reshard and delete them. */
final class Users {
    private static final List<StreamName> NAMES =
            List.of(new StreamName("orders"), new StreamName("clicks"), new StreamName("audit"));
    private static final StreamQuotas QUOTAS =
            new StreamQuotas(Duration.ofHours(1), Duration.ofHours(48), 50, 25, 25, 100);

    private static final int LONGEST_HOURS = 4;

    private final Plant plant;
    private final World world;
    private boolean resting;

    Users(Plant plant) {
        this.plant = plant;
        this.world = plant.world();
    }

    void begin() {
        NAMES.forEach(name -> world.after(world.between(1_000, 400_000), () -> next(name)));
    }

    void rest() {
        resting = true;
    }

    private void next(StreamName name) {
        if (resting) {
            return;
        }
        MetadataNode node = plant.anyMetadata();
        plant.streams().find(name).ifPresentOrElse(entry -> changeSomething(node, entry), () -> create(node, name));
        // Often a while, sometimes at once: a name may be given again within the second.
        world.after(world.chance(0.3) ? world.between(1, 700) : world.between(60_000, 2_400_000), () -> next(name));
    }

    private void changeSomething(MetadataNode node, CatalogEntry entry) {
        if (entry.stream().status() != StreamStatus.ACTIVE) {
            return;
        }
        switch (world.random().nextInt(8)) {
            case 0 -> delete(node, entry);
            case 1 -> retention(node, entry, 1);
            case 2 -> retention(node, entry, 2 + world.random().nextInt(LONGEST_HOURS - 1));
            case 3 -> deleteAndCreate(node, entry);
            case 4, 5 -> split(node, entry);
            default -> merge(node, entry);
        }
    }

    private void delete(MetadataNode node, CatalogEntry entry) {
        plant.truth().deletionAsked(entry.stream().id());
        ask("delete " + entry.name().value(), node, node.catalog().delete(entry.name()));
    }

    /** As scripts do, so that several lives of a name may begin within a second. */
    private void deleteAndCreate(MetadataNode node, CatalogEntry entry) {
        delete(node, entry);
        world.after(world.between(150, 400), () -> create(node, entry.name()));
        world.after(
                world.between(500, 600),
                () -> plant.streams().find(entry.name()).ifPresent(row -> delete(node, row)));
        world.after(world.between(700, 900), () -> create(node, entry.name()));
    }

    private void create(MetadataNode node, StreamName name) {
        ask(
                "create " + name.value(),
                node,
                node.catalog()
                        .create(new RequestedStream(
                                name,
                                StreamMode.PROVISIONED,
                                OptionalInt.of(1 + world.random().nextInt(2)),
                                OptionalInt.empty(),
                                Map.of())));
    }

    /** For as long as anybody here keeps records. */
    void keepLonger(MetadataNode node, CatalogEntry entry) {
        if (entry.stream().status() == StreamStatus.ACTIVE
                && entry.stream().retention().toHours() < LONGEST_HOURS) {
            retention(node, entry, LONGEST_HOURS);
        }
    }

    private void retention(MetadataNode node, CatalogEntry entry, int hours) {
        StreamRetention rules =
                new StreamRetention(QUOTAS, node.time().trusted().asClock());
        StreamUpdate update =
                entry.stream().retention().toHours() < hours ? rules.increase(hours) : rules.decrease(hours);
        ask(
                "keep " + entry.name().value() + " for " + hours + " h",
                node,
                node.catalog().update(entry.name(), update));
    }

    private void split(MetadataNode node, CatalogEntry entry) {
        List<Shard> open = entry.stream().shards().open();
        if (open.size() > 3) {
            return;
        }
        Shard shard = open.get(world.random().nextInt(open.size()));
        HashKeyRange range = shard.range();
        BigInteger middle = new BigInteger(range.start().toString())
                .add(new BigInteger(range.end().toString()))
                .shiftRight(1);
        ask(
                "split " + entry.name().value() + " " + shard.index(),
                node,
                node.resharding().split(entry.name(), new ShardId(shard.index()).toString(), middle.toString()));
    }

    private void merge(MetadataNode node, CatalogEntry entry) {
        List<Shard> open = entry.stream().shards().open();
        if (open.size() < 2) {
            return;
        }
        int at = world.random().nextInt(open.size() - 1);
        ask(
                "merge " + entry.name().value() + " " + open.get(at).index() + " and "
                        + open.get(at + 1).index(),
                node,
                node.resharding()
                        .merge(
                                entry.name(),
                                open.get(at).id().toString(),
                                open.get(at + 1).id().toString()));
    }

    private void ask(String what, MetadataNode node, Mono<?> call) {
        world.trace(() -> "asks " + node.name() + " to " + what);
        call.subscribe(
                answer -> {},
                failure -> world.trace(() -> node.name() + " does not " + what + ": " + failure.getMessage()),
                () -> world.trace(() -> node.name() + " did " + what));
    }
}
