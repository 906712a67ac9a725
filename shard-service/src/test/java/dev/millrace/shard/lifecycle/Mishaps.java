package dev.millrace.shard.lifecycle;

import dev.millrace.metadata.stream.CatalogEntry;
import dev.millrace.shard.simulation.Quorum;
import dev.millrace.shard.simulation.World;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What goes wrong in a run: clocks, instances cut off from the store for long, slow answers, rows that are gone. */
final class Mishaps {
    private static final double MINUTE = 60_000;
    private static final long YEAR_MILLIS = 365L * 24 * 3_600_000;

    private final Plant plant;
    private final World world;
    private final Users users;
    private boolean over;

    Mishaps(Plant plant, Users users) {
        this.plant = plant;
        this.users = users;
        this.world = plant.world();
    }

    void begin() {
        clocks().forEach(this::setRight);
        if (world.chance(0.3)) {
            // From its start on, so that it never jumps.
            setWrong(anyClock());
        }
        world.after(world.between(MINUTE, 30 * MINUTE), this::next);
    }

    private void next() {
        if (over) {
            return;
        }
        switch (world.random().nextInt(9)) {
            case 0, 1 -> {
                InstanceTime clock = anyClock();
                setWrong(clock);
                world.after(world.between(100, 40 * MINUTE), () -> setRight(clock));
            }
            case 2, 3 -> {
                MetadataNode node = plant.anyMetadata();
                node.cutOff(world.between(MINUTE / 2, 25 * MINUTE));
            }
            case 4 -> staleDuringAnIncrease();
            case 5 ->
                plant.shards()
                        .get(world.random().nextInt(plant.shards().size()))
                        .cutOff(world.between(MINUTE / 2, 20 * MINUTE));
            case 6 -> {
                world.trace(() -> "much is slow");
                plant.weather().set(0.02, 0.3, 20);
                world.after(world.between(MINUTE / 2, 10 * MINUTE), plant.weather()::calm);
            }
            case 7 -> loseARow();
            default -> {
                world.trace(() -> "a replica stops");
                plant.quorum().stop(world.random().nextInt(Quorum.REPLICAS));
                world.after(world.between(MINUTE, 10 * MINUTE), plant.quorum()::heal);
            }
        }
        world.after(world.between(MINUTE, 40 * MINUTE), this::next);
    }

    /** What one instance goes on telling would let records expire that are kept for longer by now. */
    private void staleDuringAnIncrease() {
        int stale = world.random().nextInt(plant.metadata().size());
        plant.metadata().get(stale).cutOff(world.between(50 * MINUTE, 70 * MINUTE));
        MetadataNode other = plant.metadata().get(1 - stale);
        world.after(
                world.between(100, MINUTE), () -> plant.streams().all().forEach(row -> users.keepLonger(other, row)));
    }

    private void loseARow() {
        List<CatalogEntry> rows = plant.streams().all();
        if (!rows.isEmpty() && world.chance(0.3)) {
            CatalogEntry row = rows.get(world.random().nextInt(rows.size()));
            world.trace(() -> "the row of " + row.name().value() + " is lost");
            plant.streams().lose(row.name(), new UUID(world.random().nextLong(), 0));
        }
    }

    private InstanceTime anyClock() {
        List<InstanceTime> all = clocks();
        return all.get(world.random().nextInt(all.size()));
    }

    private List<InstanceTime> clocks() {
        return Stream.concat(
                        plant.metadata().stream().map(MetadataNode::time),
                        plant.shards().stream().map(ShardNode::time))
                .toList();
    }

    /** Some minutes, some hours, or a year, forward or back. */
    private void setWrong(InstanceTime clock) {
        long by = switch (world.random().nextInt(3)) {
            case 0 -> world.random().nextLong(3 * 60_000, 30 * 60_000);
            case 1 -> world.random().nextLong(3_600_000, 10 * 3_600_000);
            default -> YEAR_MILLIS;
        };
        set(clock, world.chance(0.7) ? by : -by);
    }

    private void setRight(InstanceTime clock) {
        // Nobody's clock is exact.
        set(clock, world.random().nextLong(-10_000, 10_000));
    }

    private void set(InstanceTime clock, long millis) {
        world.trace(() -> "a clock is set to be wrong by " + millis / 1_000 + " s");
        clock.setWrong(millis);
    }

    void end() {
        over = true;
        clocks().forEach(this::setRight);
        plant.heal();
    }
}
