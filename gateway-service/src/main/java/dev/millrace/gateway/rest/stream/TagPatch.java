package dev.millrace.gateway.rest.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.TagResourceRequest;
import dev.millrace.protocol.message.UntagResourceRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to change about tags.
 *
 * @param tags by their keys; null for one that is to be removed
 */
record TagPatch(
        @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL)
        Map<String, @Nullable String> tags) {
    /** The operations that this takes. */
    List<KinesisRequest> toRequests(String arn) {
        Map<String, String> added = new LinkedHashMap<>();
        List<String> removed = new ArrayList<>();
        tags.forEach((key, value) -> {
            if (value == null) {
                removed.add(key);
            } else {
                added.put(key, value);
            }
        });
        List<KinesisRequest> requests = new ArrayList<>();
        if (!removed.isEmpty()) {
            requests.add(new UntagResourceRequest(removed, arn));
        }
        if (!added.isEmpty() || removed.isEmpty()) {
            requests.add(new TagResourceRequest(added, arn));
        }
        return requests;
    }
}
