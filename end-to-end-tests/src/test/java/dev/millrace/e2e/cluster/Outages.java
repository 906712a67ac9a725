package dev.millrace.e2e.cluster;

import dev.millrace.e2e.history.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** For how long shards took nothing, by what clients were answered. */
final class Outages {
    private final Map<String, List<Attempt>> acknowledged = new TreeMap<>();

    Outages(List<Attempt> attempts) {
        for (Attempt attempt : attempts) {
            attempt.acknowledgement()
                    .ifPresent(at -> acknowledged
                            .computeIfAbsent(at.shardId(), shard -> new ArrayList<>())
                            .add(attempt));
        }
        acknowledged.values().forEach(ofShard -> ofShard.sort(Comparator.comparingLong(Attempt::startedAt)));
    }

    /**
     * The longest, over all shards and all moments between two instants, from the moment to the first acknowledgement of a
     * call that began after it.
     */
    Duration longest(long from, long to) {
        return Duration.ofNanos(acknowledged.values().stream()
                .mapToLong(ofShard -> longest(ofShard, from, to))
                .max()
                .orElse(0));
    }

    /** The worst moment is one just after a call began that was answered, or the first of all. */
    private static long longest(List<Attempt> ofShard, long from, long to) {
        long longest = 0;
        long firstEnd = Long.MAX_VALUE;
        for (int i = ofShard.size() - 1; i >= 0; i--) {
            Attempt attempt = ofShard.get(i);
            if (firstEnd != Long.MAX_VALUE && attempt.startedAt() - to < 0) {
                longest = Math.max(longest, firstEnd - later(attempt.startedAt(), from));
            }
            if (attempt.startedAt() - from < 0) {
                return longest;
            }
            firstEnd = Math.min(firstEnd, attempt.endedAt());
        }
        return longest;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
