package dev.millrace.metadata.scaling;

import dev.millrace.metadata.stream.plan.ScalingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Holds one stream's rate against its policy, each time that it is looked at. Not shared and not stored: every instance
 * watches for itself, and what two of them decide is one change.
 */
public final class PolicyWatch {
    private @Nullable Instant aboveSince;
    private @Nullable Instant belowSince;

    /**
     * The number of shards that the stream is to have.
     *
     * @param open how many it has
     * @param reshardedAt when it last got other shards
     * @return empty when it keeps what it has
     */
    public OptionalInt observe(ScalingPolicy policy, int open, WriteRate rate, Instant reshardedAt, Instant now) {
        double utilisation = rate.utilisation(open);
        aboveSince = sinceIf(utilisation > policy.scaleUpAbove(), aboveSince, now);
        belowSince = sinceIf(utilisation < policy.scaleDownBelow(), belowSince, now);
        int target = target(policy, open, utilisation, now);
        boolean cooling = now.isBefore(reshardedAt.plus(policy.coolOff()));
        return target == open || cooling ? OptionalInt.empty() : OptionalInt.of(target);
    }

    private static @Nullable Instant sinceIf(boolean holds, @Nullable Instant since, Instant now) {
        if (!holds) {
            return null;
        }
        return since == null ? now : since;
    }

    /** In the middle between both thresholds, but by no more than double or half at a time. */
    private int target(ScalingPolicy policy, int open, double utilisation, Instant now) {
        double middle = (policy.scaleUpAbove() + policy.scaleDownBelow()) / 2;
        int wanted = (int) Math.min(Integer.MAX_VALUE, Math.ceil(open * utilisation / middle));
        int target = open;
        if (lasts(aboveSince, policy.upAfter(), now)) {
            target = Math.max(open + 1, wanted);
        } else if (lasts(belowSince, policy.downAfter(), now)) {
            target = Math.min(open - 1, wanted);
        }
        int bounded = Math.max(policy.minShards(), Math.min(policy.maxShards(), target));
        return Math.max((open + 1) / 2, Math.min(2 * open, bounded));
    }

    private static boolean lasts(@Nullable Instant since, Duration forTime, Instant now) {
        return since != null && !since.plus(forTime).isAfter(now);
    }
}
