package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.TAGS;

import dev.millrace.protocol.wire.WireWriter;
import java.util.List;

/**
 * All tags of a stream or consumer.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource</a>
 */
public record ListTagsForResourceResponse(List<Tag> tags) implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        ListElements.each(out, TAGS, tags, Tag::writeTo);
        out.endMap();
    }
}
