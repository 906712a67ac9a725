package dev.millrace.metadata.stream.setting;

import dev.millrace.metadata.stream.StreamUpdate;
import dev.millrace.protocol.message.TagRules;
import java.util.Collection;
import java.util.Map;

/**
 * Changes of a stream's tags.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_TagResource.html">TagResource</a>
 */
public final class StreamTags {
    private final TagRules rules;

    public StreamTags(TagRules rules) {
        this.rules = rules;
    }

    /** Adds tags, or gives those that there are other values. */
    public StreamUpdate add(Map<String, String> tags) {
        return (entry, usage) -> entry.withTags(rules.add(entry.tags(), tags));
    }

    public StreamUpdate remove(Collection<String> keys) {
        return (entry, usage) -> entry.withTags(TagRules.remove(entry.tags(), keys));
    }
}
