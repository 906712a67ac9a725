package dev.millrace.stream;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Identifies one life of a stream: a deleted and re-created name gets another id, so that the two share nothing. */
public record StreamId(UUID value) implements Comparable<StreamId> {
    public static StreamId random() {
        return new StreamId(UUID.randomUUID());
    }

    /** Reads the 16 bytes that {@link #toBytes()} wrote. */
    public static StreamId fromBytes(ByteBuffer bytes) {
        return new StreamId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    /** The id as 16 bytes, most significant first. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    @Override
    public int compareTo(StreamId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
