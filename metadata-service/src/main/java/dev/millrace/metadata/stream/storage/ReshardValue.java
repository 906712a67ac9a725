package dev.millrace.metadata.stream.storage;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import dev.millrace.metadata.stream.plan.ReshardPlan;
import dev.millrace.metadata.stream.plan.ReshardStep;
import dev.millrace.metadata.stream.plan.ReshardStep.Merge;
import dev.millrace.metadata.stream.plan.ReshardStep.Split;
import dev.millrace.stream.HashKey;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** A reshard that is under way as a value of the type {@code reshard_plan}. */
final class ReshardValue {
    private ReshardValue() {}

    static UserDefinedType typeOf(PreparedStatement statement) {
        return (UserDefinedType)
                statement.getVariableDefinitions().get("reshard").getType();
    }

    static UdtValue toUdt(UserDefinedType type, ReshardPlan plan) {
        UserDefinedType stepType =
                (UserDefinedType) ((ListType) type.getFieldTypes().get(type.firstIndexOf("steps"))).getElementType();
        return type.newValue()
                .setList(
                        "steps",
                        plan.steps().stream().map(step -> toUdt(stepType, step)).toList(),
                        UdtValue.class)
                .set("target_shard_count", ShardValue.boxed(plan.targetShardCount()), Integer.class)
                .setInstant("overdue_at", plan.overdueAt());
    }

    private static UdtValue toUdt(UserDefinedType type, ReshardStep step) {
        UdtValue value = type.newValue();
        if (step instanceof Split split) {
            return value.setInt("parent", split.parent())
                    .setBigInteger("new_starting_hash_key", split.newStart().toBigInteger());
        }
        Merge merge = (Merge) step;
        return value.setInt("parent", merge.parent()).setInt("adjacent_parent", merge.adjacentParent());
    }

    static ReshardPlan toPlan(UdtValue value) {
        List<UdtValue> steps = Objects.requireNonNull(value.getList("steps", UdtValue.class));
        return new ReshardPlan(
                steps.stream().map(ReshardValue::toStep).toList(),
                value.isNull("target_shard_count")
                        ? OptionalInt.empty()
                        : OptionalInt.of(value.getInt("target_shard_count")),
                Objects.requireNonNull(value.getInstant("overdue_at")));
    }

    private static ReshardStep toStep(UdtValue value) {
        BigInteger newStart = value.getBigInteger("new_starting_hash_key");
        return newStart == null
                ? new Merge(value.getInt("parent"), value.getInt("adjacent_parent"))
                : new Split(value.getInt("parent"), HashKey.of(newStart));
    }
}
