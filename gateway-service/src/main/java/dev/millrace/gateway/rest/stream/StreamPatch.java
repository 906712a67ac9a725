package dev.millrace.gateway.rest.stream;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to change about a stream; what is absent stays. In the manner of a JSON merge patch a tag that is null is removed, and
 * so is a scaling policy.
 *
 * @param mode PROVISIONED or ON_DEMAND
 * @param shardLevelMetrics all that are to be there afterwards
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
 */
record StreamPatch(
        @Nullable Integer shardCount,
        @Nullable String mode,
        @Nullable Integer retentionHours,
        @Nullable EncryptionPatch encryption,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> shardLevelMetrics,
        @Nullable Integer maxRecordSizeInKib,
        @Nullable Integer warmThroughputMibps,
        @Nullable String recordDistributionStrategy,

        @Schema(implementation = ScalingPolicyView.class, nullable = true) @Nullable ScalingPolicyPatch scalingPolicy,

        @Nullable Map<String, @Nullable String> tags) {
    /** Whether the stream must be looked at to know which operations lead there. */
    boolean dependsOnPresent() {
        return retentionHours != null || encryption != null || shardLevelMetrics != null;
    }

    /**
     * Encryption to be started or ended.
     *
     * @param type KMS or NONE
     * @param keyId with KMS the key to begin with, with NONE the one that was used until now
     */
    record EncryptionPatch(@Nullable String type, @Nullable String keyId) {}
}
