package dev.millrace.metadata.stream.plan;

import dev.millrace.stream.HashKeyRange;
import dev.millrace.stream.Shard;
import dev.millrace.stream.ShardMap;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The one instant at which parents close and their children open.
 *
 * <p>It lies on the boundary of two seconds: the parents' last second is the one before, the children's first one that
 * after. So the sequence numbers of the children, which begin with the second of their creation, are larger than all of
 * their parents; and whoever asks for the shards at a time gets the parents before that instant and the children from it
 * on. No record of a parent arrived at it or later, and none of a child before: a child's owner sees to that, should the
 * instant still be a moment ahead.
 */
public final class CutOver {
    /** Sealing begins so long before the boundary that is aimed at, and is usually done in less. */
    private static final long LEAD_MILLIS = 100;

    private CutOver() {}

    /** When to begin to seal, so that the parents take records for as long as possible. */
    public static Instant sealAt(ShardMap shards, ReshardPlan plan, Instant now) {
        Instant boundary = secondAfter(latest(now, lastCreation(shards, plan)));
        return boundary.minusMillis(LEAD_MILLIS);
    }

    /**
     * The instant for parents that are sealed: the boundary that was aimed at also where sealing ended before it, so that
     * nobody who saw a parent open is told later that it was closed by then.
     *
     * @param lastArrival no record of any parent arrived after it
     */
    public static Instant instant(ShardMap shards, ReshardPlan plan, Instant lastArrival, Instant now) {
        Instant earliest = secondAfter(latest(lastArrival, lastCreation(shards, plan)));
        return latest(earliest, now.plusMillis(LEAD_MILLIS).truncatedTo(ChronoUnit.SECONDS));
    }

    /** The shards after all steps of the plan's round. */
    public static ShardMap apply(ShardMap shards, ReshardPlan plan, Instant at) {
        Set<Integer> parents = new HashSet<>(plan.parents());
        List<Shard> all = new ArrayList<>();
        for (Shard shard : shards.all()) {
            all.add(parents.contains(shard.index()) ? shard.close(at) : shard);
        }
        for (ReshardStep step : plan.steps()) {
            for (HashKeyRange range : step.children(ranges(shards, step))) {
                // The newest shard is never closed before it has a younger child, so it is always there to count from.
                int index = all.get(all.size() - 1).index() + 1;
                all.add(child(step, index, range, at));
            }
        }
        return new ShardMap(all);
    }

    private static Shard child(ReshardStep step, int index, HashKeyRange range, Instant at) {
        List<Integer> parents = step.parents();
        return new Shard(
                index,
                range,
                OptionalInt.of(parents.get(0)),
                parents.size() > 1 ? OptionalInt.of(parents.get(1)) : OptionalInt.empty(),
                at,
                Optional.empty());
    }

    private static List<HashKeyRange> ranges(ShardMap shards, ReshardStep step) {
        return step.parents().stream()
                .map(index -> shards.find(index).orElseThrow().range())
                .toList();
    }

    private static Instant lastCreation(ShardMap shards, ReshardPlan plan) {
        return plan.parents().stream()
                .map(index -> shards.find(index).orElseThrow().createdAt())
                .reduce(Instant.EPOCH, CutOver::latest);
    }

    private static Instant secondAfter(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
