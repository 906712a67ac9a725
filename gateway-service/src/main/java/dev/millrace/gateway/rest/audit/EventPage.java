package dev.millrace.gateway.rest.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Events, newest first.
 *
 * @param nextToken to go on with; absent at the end. There may be fewer events than the limit, and none, before it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventPage(
        @ArraySchema(schema = @Schema(type = "object", description = "An event in the form of AWS CloudTrail"))
        List<JsonNode> events,

        @Nullable String nextToken) {}
