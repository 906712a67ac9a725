package dev.millrace.gateway.access;

import dev.millrace.protocol.message.KinesisRequest;
import dev.millrace.protocol.message.MissingMemberException;
import dev.millrace.protocol.message.TagRemoving;
import dev.millrace.protocol.message.TagSetting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tags that a request would set or remove.
 *
 * @param values of those that it would set
 * @param keys of both
 */
record RequestedTags(Map<String, String> values, List<String> keys) {
    private static final RequestedTags NONE = new RequestedTags(Map.of(), List.of());

    static RequestedTags of(@Nullable KinesisRequest request) {
        try {
            return find(request);
        } catch (MissingMemberException incomplete) {
            return NONE;
        }
    }

    private static RequestedTags find(@Nullable KinesisRequest request) {
        if (request instanceof TagSetting setting) {
            return setting(setting.tags());
        }
        return request instanceof TagRemoving removing ? removing(removing.tagKeys()) : NONE;
    }

    private static RequestedTags setting(@Nullable Map<String, String> tags) {
        return tags == null ? NONE : new RequestedTags(tags, List.copyOf(tags.keySet()));
    }

    private static RequestedTags removing(List<String> keys) {
        return new RequestedTags(Map.of(), keys);
    }
}
