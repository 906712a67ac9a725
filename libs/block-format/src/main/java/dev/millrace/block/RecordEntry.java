package dev.millrace.block;

import java.nio.ByteBuffer;

/**
 * One record as bytes, the form in which it travels from the gateway and lies in a block:
 *
 * <pre>
 * ┌────────────────────────┬──────────────────────┬───────────────┬──────┐
 * │ varint: key + data     │ varint: key length   │ partition key │ data │
 * │ length in bytes        │ in bytes             │ (UTF-8)       │      │
 * └────────────────────────┴──────────────────────┴───────────────┴──────┘
 * </pre>
 *
 * The first number is what quotas count: data and partition key.
 */
public final class RecordEntry {
    private RecordEntry() {}

    /** The bytes that {@link #write} takes. */
    public static int size(int keyLength, int dataLength) {
        int payload = Math.addExact(keyLength, dataLength);
        return Varint.size(payload) + Varint.size(keyLength) + payload;
    }

    /**
     * Writes a record at {@code at}.
     *
     * @return the position behind it
     */
    public static int write(byte[] target, int at, byte[] key, byte[] data) {
        return write(target, at, key, data, 0, data.length);
    }

    /**
     * Writes a record whose data is a part of a larger array.
     *
     * @return the position behind it
     */
    public static int write(byte[] target, int at, byte[] key, byte[] data, int dataOffset, int dataLength) {
        int position = Varint.write(target, at, key.length + dataLength);
        position = Varint.write(target, position, key.length);
        System.arraycopy(key, 0, target, position, key.length);
        position += key.length;
        System.arraycopy(data, dataOffset, target, position, dataLength);
        return position + dataLength;
    }

    /**
     * The quota bytes of each record in a run of entries.
     *
     * @param entries the run, from its position to its limit; not changed
     * @param count how many entries there must be, exactly
     * @return for each record the bytes of data and partition key
     * @throws MalformedBlockException if the bytes are not exactly so many entries
     */
    public static int[] payloadSizes(ByteBuffer entries, int count) {
        ByteBuffer rest = entries.duplicate();
        if (count < 0 || count > rest.remaining() / 2) {
            throw new MalformedBlockException("more records announced than bytes");
        }
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            int payload = Varint.read(rest);
            int key = Varint.read(rest);
            if (key > payload || payload > rest.remaining()) {
                throw new MalformedBlockException("an entry reaches beyond the bytes");
            }
            rest.position(rest.position() + payload);
            sizes[i] = payload;
        }
        if (rest.hasRemaining()) {
            throw new MalformedBlockException("bytes behind the last entry");
        }
        return sizes;
    }

    /** The bytes that an entry of a given payload and key length prefix takes, read at a position of a run. */
    static int lengthAt(ByteBuffer entries, int position) {
        ByteBuffer rest = entries.duplicate().position(position);
        int payload = Varint.read(rest);
        Varint.read(rest);
        return rest.position() - position + payload;
    }

    /**
     * Where the run's first {@code count} entries end.
     *
     * @return a position in the buffer
     * @throws MalformedBlockException if there are fewer
     */
    public static int endOf(ByteBuffer entries, int count) {
        int position = entries.position();
        for (int i = 0; i < count; i++) {
            position += lengthAt(entries, position);
            if (position > entries.limit()) {
                throw new MalformedBlockException("an entry reaches beyond the bytes");
            }
        }
        return position;
    }
}
