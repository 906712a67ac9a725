package dev.millrace.shard.simulation;

import dev.millrace.shard.owner.Ownership;
import dev.millrace.shard.owner.OwnershipTable;
import dev.millrace.stream.RecordIndex;
import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The ownership rows, changed one after another whoever asks. */
public final class OwnershipRows {
    private final Map<ShardKey, Ownership> rows =
            new TreeMap<>(Comparator.comparing(ShardKey::stream).thenComparingInt(ShardKey::shard));
    private final Map<ShardKey, Instant> purged = new HashMap<>();
    private final Variant variant;
    private final EndListener ends;

    public OwnershipRows(Variant variant, EndListener ends) {
        this.variant = variant;
        this.ends = ends;
    }

    /** Told when an end gets recorded. */
    public interface EndListener {
        void recorded(ShardKey key, int epoch, long end);

        /** Nothing is to be there from the index on, in whatever epoch. */
        default void sealed(ShardKey key, long end) {}
    }

    /** The table as one process sees it. */
    public OwnershipTable over(StoreLink link) {
        return new OwnershipTable() {
            @Override
            public CompletionStage<Optional<Ownership>> read(ShardKey key) {
                return link.once(() -> Optional.ofNullable(rows.get(key)).map(variant::seen));
            }

            @Override
            public CompletionStage<Boolean> acquire(
                    ShardKey key, Optional<Ownership> seen, int epoch, UUID owner, String address) {
                return link.once(() -> {
                    Ownership row = rows.get(key);
                    boolean holds =
                            row == null ? seen.isEmpty() : seen.isPresent() && variant.stillHolds(seen.get(), row);
                    if (holds) {
                        purged.remove(key);
                    }
                    return changeIf(holds, key, () -> acquired(row, epoch, owner, address));
                });
            }

            @Override
            public CompletionStage<Boolean> settle(
                    ShardKey key,
                    UUID owner,
                    int epoch,
                    SortedMap<Integer, Long> found,
                    int settledEpoch,
                    long lastArrivalMillis) {
                return link.once(() -> changeIfOwned(key, owner, epoch, row -> {
                    found.forEach((ended, end) -> ends.recorded(key, ended, end));
                    return new Ownership(
                            row.owner(),
                            row.address(),
                            epoch,
                            settledEpoch,
                            lastArrivalMillis,
                            row.sealed(),
                            merged(row.ends(), found));
                }));
            }

            @Override
            public CompletionStage<Boolean> release(
                    ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis) {
                return link.once(() -> changeIfOwned(key, owner, epoch, row -> {
                    ends.recorded(key, epoch, endIndex);
                    return new Ownership(
                            Optional.empty(),
                            row.address(),
                            epoch,
                            epoch,
                            lastArrivalMillis,
                            row.sealed(),
                            merged(row.ends(), own(epoch, endIndex)));
                }));
            }

            @Override
            public CompletionStage<Boolean> seal(
                    ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis) {
                return link.once(() -> !variant.recordsSeals()
                        || changeIfOwned(key, owner, epoch, row -> {
                            ends.recorded(key, epoch, endIndex);
                            ends.sealed(key, endIndex);
                            return new Ownership(
                                    row.owner(),
                                    row.address(),
                                    epoch,
                                    epoch,
                                    lastArrivalMillis,
                                    true,
                                    merged(row.ends(), own(epoch, endIndex)));
                        }));
            }

            @Override
            public CompletionStage<List<KnownShard>> known() {
                return link.once(() -> rows.keySet().stream()
                        .map(key -> new KnownShard(key, Optional.ofNullable(purged.get(key))))
                        .toList());
            }

            @Override
            public CompletionStage<Boolean> purge(ShardKey key, Ownership seen, Instant at) {
                return link.once(() -> {
                    Ownership row = rows.get(key);
                    boolean holds = row != null && row.epoch() == seen.epoch();
                    if (holds) {
                        purged.put(key, at);
                    }
                    return changeIf(holds, key, () -> free(row));
                });
            }

            @Override
            public CompletionStage<Boolean> forget(ShardKey key, Ownership seen) {
                return link.once(() -> {
                    Ownership row = rows.get(key);
                    return row != null && row.epoch() == seen.epoch() && rows.remove(key, row);
                });
            }
        };
    }

    private static Ownership free(Ownership row) {
        return new Ownership(
                Optional.empty(),
                row.address(),
                row.epoch(),
                row.settledEpoch(),
                row.lastArrivalMillis(),
                row.sealed(),
                row.ends());
    }

    private static Ownership acquired(@Nullable Ownership row, int epoch, UUID owner, String address) {
        return row == null
                ? new Ownership(Optional.of(owner), address, epoch, 0, 0, false, new TreeMap<>())
                : new Ownership(
                        Optional.of(owner),
                        address,
                        epoch,
                        row.settledEpoch(),
                        row.lastArrivalMillis(),
                        row.sealed(),
                        row.ends());
    }

    private static SortedMap<Integer, Long> own(int epoch, long endIndex) {
        return endIndex > RecordIndex.firstOf(epoch) ? new TreeMap<>(Map.of(epoch, endIndex)) : new TreeMap<>();
    }

    private boolean changeIf(boolean condition, ShardKey key, Supplier<Ownership> change) {
        if (condition) {
            rows.put(key, change.get());
        }
        return condition;
    }

    private boolean changeIfOwned(ShardKey key, UUID owner, int epoch, UnaryOperator<Ownership> change) {
        Ownership row = rows.get(key);
        boolean owned = row != null && row.owner().equals(Optional.of(owner)) && row.epoch() == epoch;
        return changeIf(owned, key, () -> change.apply(row));
    }

    private static SortedMap<Integer, Long> merged(SortedMap<Integer, Long> ends, SortedMap<Integer, Long> added) {
        SortedMap<Integer, Long> all = new TreeMap<>(ends);
        all.putAll(added);
        return all;
    }
}
