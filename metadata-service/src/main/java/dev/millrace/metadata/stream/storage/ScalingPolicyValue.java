package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import dev.millrace.metadata.stream.plan.ScalingPolicy;
import java.time.Duration;

/** When a stream scales by itself, as a value of the type {@code scaling_policy}. */
final class ScalingPolicyValue {
    private ScalingPolicyValue() {}

    static UserDefinedType typeOf(PreparedStatement statement) {
        return (UserDefinedType)
                statement.getVariableDefinitions().get("scaling_policy").getType();
    }

    static UdtValue toUdt(UserDefinedType type, ScalingPolicy policy) {
        return type.newValue()
                .setDouble("scale_up_above", policy.scaleUpAbove())
                .setDouble("scale_down_below", policy.scaleDownBelow())
                .setLong("up_after_millis", policy.upAfter().toMillis())
                .setLong("down_after_millis", policy.downAfter().toMillis())
                .setLong("cool_off_millis", policy.coolOff().toMillis())
                .setInt("min_shards", policy.minShards())
                .setInt("max_shards", policy.maxShards());
    }

    static ScalingPolicy toPolicy(UdtValue value) {
        return new ScalingPolicy(
                value.getDouble("scale_up_above"),
                value.getDouble("scale_down_below"),
                Duration.ofMillis(value.getLong("up_after_millis")),
                Duration.ofMillis(value.getLong("down_after_millis")),
                Duration.ofMillis(value.getLong("cool_off_millis")),
                value.getInt("min_shards"),
                value.getInt("max_shards"));
    }
}
