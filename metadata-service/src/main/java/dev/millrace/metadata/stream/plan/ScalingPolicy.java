package dev.millrace.metadata.stream.plan;

import java.time.Duration;

/**
 * When a provisioned stream gets more or fewer shards by itself.
 *
 * @param scaleUpAbove the part of the stream's write capacity above which it grows; above {@code scaleDownBelow}, at most 1
 * @param scaleDownBelow the part below which it shrinks; 0: never
 * @param upAfter how long the rate has to be above before the stream grows
 * @param downAfter how long the rate has to be below before the stream shrinks
 * @param coolOff how long a stream keeps its shards after any reshard
 * @param minShards at least 1
 * @param maxShards at least {@code minShards}
 */
public record ScalingPolicy(
        double scaleUpAbove,
        double scaleDownBelow,
        Duration upAfter,
        Duration downAfter,
        Duration coolOff,
        int minShards,
        int maxShards) {
    /** @throws IllegalArgumentException if the parts, times or numbers make no sense together */
    public ScalingPolicy {
        require(scaleUpAbove > 0 && scaleUpAbove <= 1, "scaleUpAbove must be above 0 and at most 1");
        // A stream that has just doubled is half as full; it must not be taken for one to shrink.
        require(
                scaleDownBelow >= 0 && scaleDownBelow <= scaleUpAbove / 2,
                "scaleDownBelow must not be negative and at most half of scaleUpAbove");
        require(
                !upAfter.isNegative() && !downAfter.isNegative() && !coolOff.isNegative(),
                "times must not be negative");
        require(
                minShards >= 1 && maxShards >= minShards,
                "shards must be at least 1, and maxShards at least minShards");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
