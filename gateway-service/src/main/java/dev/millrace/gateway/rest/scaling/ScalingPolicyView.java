package dev.millrace.gateway.rest.scaling;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.gateway.metadata.ScalingPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A scaling policy as JSON. Times are in seconds; what is left out has the value named here.
 *
 * @param scaleUpAbove the part of the write capacity, above 0 and at most 1
 * @param scaleDownBelow at most half of that; 0, never to shrink
 * @param upAfterSeconds 60
 * @param downAfterSeconds 900
 * @param coolOffSeconds 300
 * @param minShards 1
 */
record ScalingPolicyView(
        @JsonProperty(required = true) double scaleUpAbove,
        @Nullable Double scaleDownBelow,
        @Nullable Integer upAfterSeconds,
        @Nullable Integer downAfterSeconds,
        @Nullable Integer coolOffSeconds,
        @Nullable Integer minShards,
        @JsonProperty(required = true) int maxShards) {
    private static final int UP_AFTER = 60;
    private static final int DOWN_AFTER = 900;
    private static final int COOL_OFF = 300;

    static ScalingPolicyView of(ScalingPolicy policy) {
        return new ScalingPolicyView(
                policy.scaleUpAbove(),
                policy.scaleDownBelow(),
                (int) policy.upAfter().toSeconds(),
                (int) policy.downAfter().toSeconds(),
                (int) policy.coolOff().toSeconds(),
                policy.minShards(),
                policy.maxShards());
    }

    ScalingPolicy toPolicy() {
        return new ScalingPolicy(
                scaleUpAbove,
                scaleDownBelow == null ? 0 : scaleDownBelow,
                seconds(upAfterSeconds, UP_AFTER),
                seconds(downAfterSeconds, DOWN_AFTER),
                seconds(coolOffSeconds, COOL_OFF),
                minShards == null ? 1 : minShards,
                maxShards);
    }

    private static Duration seconds(@Nullable Integer given, int usual) {
        return Duration.ofSeconds(given == null ? usual : given);
    }
}
