package dev.millrace.shard.owner;

import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/**
 * The ownership row of a shard.
 *
 * @param owner the instance life that owns it; empty when it was handed back
 * @param address the owner's address
 * @param epoch the owner's epoch, or the last one's; rises with each acquisition
 * @param settledEpoch this epoch and all below have their final end
 * @param lastArrivalMillis the arrival time of the last record when an epoch was last settled or handed over; 0 if there was none
 * @param sealed whether the log is final: nobody appends any more, under whatever epoch
 * @param ends for each settled epoch that holds records, the index after its last record
 */
public record Ownership(
        Optional<UUID> owner,
        String address,
        int epoch,
        int settledEpoch,
        long lastArrivalMillis,
        boolean sealed,
        SortedMap<Integer, Long> ends) {}
