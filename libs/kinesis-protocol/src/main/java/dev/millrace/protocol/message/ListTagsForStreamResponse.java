package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.HAS_MORE_TAGS;
import static dev.millrace.protocol.wire.Member.TAGS;

import dev.millrace.protocol.wire.WireWriter;
import java.util.List;

/**
 * A page of a stream's tags; the next one starts after the last key.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForStream.html">ListTagsForStream</a>
 */
public record ListTagsForStreamResponse(List<Tag> tags, boolean hasMoreTags) implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        ListElements.each(out, TAGS, tags, Tag::writeTo);
        out.member(HAS_MORE_TAGS, hasMoreTags);
        out.endMap();
    }
}
