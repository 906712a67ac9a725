package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.KEY;
import static dev.millrace.protocol.wire.Member.VALUE;

import dev.millrace.protocol.wire.WireWriter;
import java.util.List;
import java.util.SortedMap;

/**
 * One tag of a stream or consumer.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Tag.html">Tag</a>
 */
public record Tag(String key, String value) {
    /** A tag for each entry, in the map's order. */
    public static List<Tag> listOf(SortedMap<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }

    void writeTo(WireWriter out) {
        out.beginMap();
        out.member(KEY, key);
        out.member(VALUE, value);
        out.endMap();
    }
}
