package dev.millrace.gateway.rest.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.internal.metadata.v1.ScalingPolicy;
import java.util.Objects;
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
public record ScalingPolicyView(
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
                policy.getScaleUpAbove(),
                policy.getScaleDownBelow(),
                (int) policy.getUpAfterSeconds(),
                (int) policy.getDownAfterSeconds(),
                (int) policy.getCoolOffSeconds(),
                policy.getMinShards(),
                policy.getMaxShards());
    }

    ScalingPolicy toPolicy() {
        return ScalingPolicy.newBuilder()
                .setScaleUpAbove(scaleUpAbove)
                .setScaleDownBelow(Objects.requireNonNullElse(scaleDownBelow, 0.0))
                .setUpAfterSeconds(Objects.requireNonNullElse(upAfterSeconds, UP_AFTER))
                .setDownAfterSeconds(Objects.requireNonNullElse(downAfterSeconds, DOWN_AFTER))
                .setCoolOffSeconds(Objects.requireNonNullElse(coolOffSeconds, COOL_OFF))
                .setMinShards(Objects.requireNonNullElse(minShards, 1))
                .setMaxShards(maxShards)
                .build();
    }
}
