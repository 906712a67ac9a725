package dev.millrace.gateway.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many events calls of unknown senders may leave: anybody may make such calls, any number of them, and what they leave is
 * written, kept and looked up beside the events of others. Those above it are counted, and one event tells how many they were.
 */
final class StrangerLimit {
    /** At once, and then again and again. */
    private static final int BURST = 200;

    private static final Duration REFILL = Duration.ofMillis(500);

    /** Of one sender between two sums, so that a loud one does not hide the others. */
    private static final int OF_ONE_SENDER = 20;

    /** Of so many senders it is known that they are different. */
    private static final int MOST_SENDERS = 1_000;

    private final Map<Object, Integer> events = new HashMap<>();
    private final Set<Object> summedSenders = new HashSet<>();
    private int permits = BURST;
    private Instant refilled;
    private Instant since;
    private long summed;
    private long allSummed;

    StrangerLimit(Instant now) {
        this.refilled = now;
        this.since = now;
    }

    /** Whether a call leaves an event of its own. */
    synchronized boolean tryTake(Object sender, Instant now) {
        refill(now);
        int left = events.getOrDefault(sender, 0);
        if (permits > 0 && left < OF_ONE_SENDER) {
            events.put(sender, left + 1);
            permits--;
            return true;
        }
        sum(sender);
        return false;
    }

    /** Counts a call whose event cannot be kept. */
    synchronized void sum(Object sender) {
        summed++;
        allSummed++;
        if (summedSenders.size() < MOST_SENDERS) {
            summedSenders.add(sender);
        }
    }

    private void refill(Instant now) {
        long more = Duration.between(refilled, now).dividedBy(REFILL);
        if (more > 0) {
            permits = (int) Math.min(BURST, permits + more);
            refilled = refilled.plus(REFILL.multipliedBy(more));
        }
    }

    /** What has been counted since it was asked for last; empty if nothing was. */
    synchronized Optional<Sum> takeSum(Instant now) {
        Sum sum = new Sum(summed, summedSenders.size(), since, now);
        events.clear();
        summedSenders.clear();
        summed = 0;
        since = now;
        return sum.calls == 0 ? Optional.empty() : Optional.of(sum);
    }

    synchronized long allSummed() {
        return allSummed;
    }

    /**
     * Calls that left no event of their own.
     *
     * @param senders how many different ones are known, at least
     */
    record Sum(long calls, int senders, Instant from, Instant to) {}
}
