package dev.millrace.gateway.rest.stream;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.millrace.protocol.message.CreateStreamRequest;
import dev.millrace.protocol.message.StreamModeDetails;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream to be created.
 *
 * @param shardCount how many shards it begins with; not for ON_DEMAND
 * @param recordDistributionStrategy of an ON_DEMAND stream: PARTITION_KEY, or AUTO to let the service place records
 * @param mode PROVISIONED or ON_DEMAND; if nothing is said, the first with a shardCount and the second without
 */
record NewStream(
        @Nullable String name,
        @Nullable Integer shardCount,
        @Nullable String mode,
        @Nullable Integer maxRecordSizeInKib,
        @Nullable Integer warmThroughputMibps,
        @Nullable String recordDistributionStrategy,
        @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, String> tags) {
    CreateStreamRequest toRequest() {
        return new CreateStreamRequest(
                name,
                shardCount,
                mode == null ? null : new StreamModeDetails(mode),
                tags,
                warmThroughputMibps,
                maxRecordSizeInKib,
                recordDistributionStrategy);
    }
}
