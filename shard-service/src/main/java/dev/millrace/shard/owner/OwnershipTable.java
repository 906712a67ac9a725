package dev.millrace.shard.owner;

import dev.millrace.stream.ShardKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Who owns each shard, and where its earlier epochs ended. Reads are serial and every change is a compare-and-set on
 * one partition; a failed stage leaves its outcome open.
 */
public interface OwnershipTable {
    CompletionStage<Optional<Ownership>> read(ShardKey key);

    /**
     * Gives a shard to an owner under the next epoch, if the row still says what the caller saw. A shard that was purged is
     * one like any other from then on.
     *
     * @param seen what was read, empty for a shard without a row; also what is settled must still be the same,
     *     since the caller settles the rest and readers may have gone by what was settled meanwhile
     * @param epoch the one after what was seen, or any for a shard without a row
     * @return whether the shard now has that owner and epoch by this call
     */
    CompletionStage<Boolean> acquire(ShardKey key, Optional<Ownership> seen, int epoch, UUID owner, String address);

    /**
     * Records where earlier epochs ended, if the caller is still owner under the epoch.
     *
     * @param ends for each newly settled epoch that holds records, the index after its last record
     * @param settledEpoch this epoch and all below now have their final end
     * @param lastArrivalMillis the arrival time of the last record of all those epochs, which no later one may precede
     */
    CompletionStage<Boolean> settle(
            ShardKey key,
            UUID owner,
            int epoch,
            SortedMap<Integer, Long> ends,
            int settledEpoch,
            long lastArrivalMillis);

    /**
     * Hands a shard back: no owner, and the owner's own epoch ends at an index.
     *
     * @param lastArrivalMillis the arrival time of the last record, which no later record may precede
     */
    CompletionStage<Boolean> release(ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis);

    /**
     * Makes a shard's log final: the owner's own epoch ends at an index, and no later one appends. The owner stays, for
     * readers. Repeated with the same values it holds again.
     *
     * @param lastArrivalMillis the arrival time of the last record
     */
    CompletionStage<Boolean> seal(ShardKey key, UUID owner, int epoch, long endIndex, long lastArrivalMillis);

    /**
     * A shard that ever had an owner and was not forgotten.
     *
     * @param purgedAt when it was noted that nothing of it is left
     */
    record KnownShard(ShardKey key, Optional<Instant> purgedAt) {}

    CompletionStage<List<KnownShard>> known();

    /**
     * Notes that nothing is left of a shard, if its epoch still is what the caller saw. The row stays with its epoch, so that
     * no number is given twice should the shard come back, as it may with an older backup of the catalogue.
     */
    CompletionStage<Boolean> purge(ShardKey key, Ownership seen, Instant at);

    /** Forgets a shard that was purged long ago, if its epoch still is what the caller saw. */
    CompletionStage<Boolean> forget(ShardKey key, Ownership seen);
}
