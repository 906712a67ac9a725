package dev.millrace.shard.testing;

import dev.millrace.shard.owner.Ownership;
import dev.millrace.shard.owner.OwnershipTable;
import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ownership rows in memory, of which epochs are remembered and nothing else. It answers at once. */
public final class MemoryOwnershipTable implements OwnershipTable {
    private final Map<ShardKey, Integer> epochs = new LinkedHashMap<>();
    private final Map<ShardKey, SortedMap<Integer, Long>> settled = new LinkedHashMap<>();
    private final Map<ShardKey, String> addresses = new LinkedHashMap<>();
    private final Map<ShardKey, Instant> purged = new LinkedHashMap<>();

    public void put(ShardKey key, int epoch) {
        epochs.put(key, epoch);
    }

    /** The shard's last owner was at an address, and has handed it back. */
    public void handedBack(ShardKey key, int epoch, String address) {
        epochs.put(key, epoch);
        addresses.put(key, address);
    }

    public Map<ShardKey, Integer> epochs() {
        return epochs;
    }

    public Map<ShardKey, Instant> purged() {
        return purged;
    }

    /** What was settled last, of each shard. */
    public Map<ShardKey, SortedMap<Integer, Long>> settled() {
        return settled;
    }

    @Override
    public CompletionStage<Optional<Ownership>> read(ShardKey key) {
        return answer(Optional.ofNullable(epochs.get(key))
                .map(epoch -> new Ownership(
                        Optional.empty(), addresses.getOrDefault(key, ""), epoch, epoch, 0, false, new TreeMap<>())));
    }

    @Override
    public CompletionStage<List<KnownShard>> known() {
        return answer(epochs.keySet().stream()
                .map(key -> new KnownShard(key, Optional.ofNullable(purged.get(key))))
                .toList());
    }

    @Override
    public CompletionStage<Boolean> purge(ShardKey key, Ownership seen, Instant at) {
        purged.put(key, at);
        return answer(true);
    }

    @Override
    public CompletionStage<Boolean> forget(ShardKey key, Ownership seen) {
        epochs.remove(key);
        purged.remove(key);
        return answer(true);
    }

    @Override
    public CompletionStage<Boolean> acquire(
            ShardKey key, Optional<Ownership> seen, int epoch, UUID owner, String address) {
        Optional<Integer> before = Optional.ofNullable(epochs.get(key));
        boolean holds = before.equals(seen.map(Ownership::epoch));
        if (holds) {
            epochs.put(key, epoch);
            purged.remove(key);
        }
        return answer(holds);
    }

    @Override
    public CompletionStage<Boolean> settle(
            ShardKey key,
            UUID owner,
            int epoch,
            SortedMap<Integer, Long> ends,
            int settledEpoch,
            long lastArrivalMillis) {
        settled.put(key, ends);
        return answer(true);
    }

    @Override
    public CompletionStage<Boolean> release(
            ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> seal(ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis) {
        throw new UnsupportedOperationException();
    }

    private static <T> CompletionStage<T> answer(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
