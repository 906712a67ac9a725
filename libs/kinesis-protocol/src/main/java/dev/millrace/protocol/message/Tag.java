package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.KEY;
import static dev.millrace.protocol.wire.Member.VALUE;

import dev.millrace.protocol.wire.WireWriter;

/**
 * One tag of a stream or consumer.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Tag.html">Tag</a>
 */
public record Tag(String key, String value) {
    void writeTo(WireWriter out) {
        out.beginMap();
        out.member(KEY, key);
        out.member(VALUE, value);
        out.endMap();
    }
}
