package dev.millrace.gateway.rest.record;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** What the OpenAPI document says of bodies that are read and written by streaming, and have no class of their own. */
final class RecordSchemas {
    private RecordSchemas() {}

    @Schema(name = "NewRecord")
    record Put(
            @Schema(maxLength = 256) String partitionKey,

            @Schema(
                    description =
                            "A string is stored as its text, any other JSON value as it stands, unless 'as' says else.")
            Object data,

            @Schema(allowableValues = {"text", "json", "base64"})
            String as,

            @Schema(description = "In decimal; places the record in the shard that has this key.")
            String explicitHashKey,

            String sequenceNumberForOrdering) {}

    @Schema(name = "RecordPage")
    record Page(
            List<Entry> records,

            @Schema(description = "The iterator that goes on; absent at the end of a closed shard.")
            String next,

            long millisBehindLatest,

            @Schema(description = "At the end of a closed shard: the shards that follow it.")
            List<String> childShards) {}

    @Schema(name = "Record")
    record Entry(
            String sequenceNumber,
            Instant arrivedAt,
            String partitionKey,
            Object data,

            @Schema(
                    allowableValues = {"text", "json", "base64"},
                    description = "What form the data has, which is another than asked for if it has none such.")
            String as,

            boolean encrypted) {}
}
