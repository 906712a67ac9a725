package dev.millrace.protocol.message;

import dev.millrace.protocol.wire.Member;
import dev.millrace.protocol.wire.WireWriter;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Lists of values in their wire form.
 */
final class ListElements {
    private ListElements() {}

    static void strings(WireWriter out, Member name, List<String> values) {
        out.name(name);
        out.beginList();
        values.forEach(out::string);
        out.endList();
    }

    /** A list of values, each of which writes itself as one element. */
    static <T> void each(WireWriter out, Member name, List<T> values, BiConsumer<T, WireWriter> writer) {
        out.name(name);
        out.beginList();
        for (T value : values) {
            writer.accept(value, out);
        }
        out.endList();
    }
}
