package dev.millrace.gateway.metadata;

import java.time.Duration;

/**
 * When a provisioned stream gets more or fewer shards by itself. Whether it makes sense is for the metadata service to say.
 *
 * @param scaleUpAbove the part of the stream's write capacity above which it grows
 * @param scaleDownBelow the part below which it shrinks; 0: never
 * @param upAfter how long the rate has to be above
 * @param downAfter how long the rate has to be below
 * @param coolOff how long a stream keeps its shards after any reshard
 */
public record ScalingPolicy(
        double scaleUpAbove,
        double scaleDownBelow,
        Duration upAfter,
        Duration downAfter,
        Duration coolOff,
        int minShards,
        int maxShards) {}
