package dev.millrace.metadata.stream.plan;

import dev.millrace.stream.ShardMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A reshard that is under way: the steps that happen together next, and what follows. Kept in the stream's row, so that
 * any instance can go on with it; whoever does so twice does no harm.
 *
 * @param steps of one round: no shard is part of two
 * @param targetShardCount rounds follow until the stream has so many open shards with equal ranges; empty: none follows
 * @param overdueAt from then on others than its beginner may drive it
 */
public record ReshardPlan(List<ReshardStep> steps, OptionalInt targetShardCount, Instant overdueAt) {
    public ReshardPlan {
        steps = List.copyOf(steps);
    }

    /** Some steps and no more. */
    public static ReshardPlan once(List<ReshardStep> steps, Instant overdueAt) {
        return new ReshardPlan(steps, OptionalInt.empty(), overdueAt);
    }

    /** Rounds up to a number of shards with equal ranges; empty when the shards are so already. */
    public static Optional<ReshardPlan> toCount(ShardMap shards, int count, Instant overdueAt) {
        List<ReshardStep> steps = UniformScaling.nextRound(shards.open(), count);
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReshardPlan(steps, OptionalInt.of(count), overdueAt));
    }

    /** The indexes of the shards that are sealed and close in this round. */
    public List<Integer> parents() {
        return steps.stream().flatMap(step -> step.parents().stream()).toList();
    }

    /** What follows once this round's children are open; empty when that was all. */
    public Optional<ReshardPlan> next(ShardMap shards, Instant overdueAt) {
        return targetShardCount.isEmpty() ? Optional.empty() : toCount(shards, targetShardCount.getAsInt(), overdueAt);
    }

    public boolean isOverdue(Instant now) {
        return !overdueAt.isAfter(now);
    }
}
