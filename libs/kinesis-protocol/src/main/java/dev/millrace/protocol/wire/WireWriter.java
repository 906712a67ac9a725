package dev.millrace.protocol.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes one body, value by value. A map is {@code beginMap}, then a name before each value, then {@code endMap}; the
 * elements of a list follow each other. The {@code member} forms write a name and its value, and nothing at all for a
 * null: an absent member is left out, never written as null.
 *
 * <p>Nothing checks the order of calls; the messages are the only callers and their tests read back what they write. Not
 * thread-safe.
 */
public interface WireWriter {
    void beginMap();

    void endMap();

    void beginList();

    void endList();

    /** The name of the next value of a structure. */
    void name(Member member);

    /** The name of the next value of a map with free keys. */
    void name(String key);

    void string(String value);

    /** A string given as ASCII bytes that need no escaping, such as the digits of a sequence number. */
    void asciiString(byte[] ascii);

    /** A string given as valid UTF-8, such as a stored partition key. */
    void utf8String(byte[] utf8, int offset, int length);

    void number(long value);

    void bool(boolean value);

    void blob(byte[] bytes, int offset, int length);

    void timestampMillis(long epochMillis);

    /** Ends the body; the writer is not used again. */
    EncodedBody finish();

    default void member(Member member, @Nullable String value) {
        if (value != null) {
            name(member);
            string(value);
        }
    }

    default void member(Member member, @Nullable Enum<?> value) {
        if (value != null) {
            name(member);
            string(value.name());
        }
    }

    default void member(Member member, @Nullable Integer value) {
        if (value != null) {
            name(member);
            number(value);
        }
    }

    default void member(Member member, long value) {
        name(member);
        number(value);
    }

    default void member(Member member, boolean value) {
        name(member);
        bool(value);
    }

    default void member(Member member, @Nullable Instant value) {
        if (value != null) {
            name(member);
            timestampMillis(value.toEpochMilli());
        }
    }
}
