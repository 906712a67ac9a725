package dev.millrace.shard.owner;

import dev.millrace.shard.lease.Lease;
import dev.millrace.stream.ShardKey;
import java.util.SortedMap;

/** Makes a shard ready for appends and reads once it is owned and its earlier epochs are settled. */
@FunctionalInterface
public interface ShardOpener {
    /**
     * @param ends where each settled epoch ends
     * @param lastArrivalMillis no new record may arrive before this
     * @param onLeaseLost told, on the shard's loop, when the shard noticed that its lease is over
     */
    OwnedShard open(
            ShardKey key,
            Lease lease,
            int epoch,
            SortedMap<Integer, Long> ends,
            long lastArrivalMillis,
            Runnable onLeaseLost);
}
