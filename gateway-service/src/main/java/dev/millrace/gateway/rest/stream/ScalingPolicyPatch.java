package dev.millrace.gateway.rest.stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * What is to become of a stream's scaling policy, as a member of a JSON merge patch: absent it stays, null removes it.
 *
 * @param policy null for none any more
 */
@JsonDeserialize(using = ScalingPolicyPatch.Deserializer.class)
public record ScalingPolicyPatch(@Nullable ScalingPolicyView policy) {
    /** Tells a member that is null from one that is absent. */
    static final class Deserializer extends StdDeserializer<ScalingPolicyPatch> {
        Deserializer() {
            super(ScalingPolicyPatch.class);
        }

        @Override
        public ScalingPolicyPatch deserialize(JsonParser in, DeserializationContext context) {
            return new ScalingPolicyPatch(context.readValue(in, ScalingPolicyView.class));
        }

        @Override
        public ScalingPolicyPatch getNullValue(DeserializationContext context) {
            return new ScalingPolicyPatch(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
