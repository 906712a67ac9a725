package dev.millrace.block;

import java.nio.ByteBuffer;

/** Walks over the records of a block without making objects for them. Not thread-safe. */
public final class RecordCursor {
    private final ByteBuffer entries;
    private int remaining;
    private int keyOffset;
    private int keyLength;
    private int dataLength;

    RecordCursor(ByteBuffer entries, int count) {
        this.entries = entries;
        this.remaining = count;
    }

    /**
     * Moves to the next record.
     *
     * @return false when there is none
     * @throws MalformedBlockException if the entries are cut off
     */
    public boolean next() {
        if (remaining == 0) {
            return false;
        }
        remaining--;
        int payload = Varint.read(entries);
        keyLength = Varint.read(entries);
        if (keyLength > payload || payload > entries.remaining()) {
            throw new MalformedBlockException("an entry reaches beyond the block");
        }
        dataLength = payload - keyLength;
        keyOffset = entries.arrayOffset() + entries.position();
        entries.position(entries.position() + payload);
        return true;
    }

    /**
     * Leaves out some records.
     *
     * @throws MalformedBlockException if the block has fewer
     */
    public void skip(int count) {
        for (int i = 0; i < count; i++) {
            if (!next()) {
                throw new MalformedBlockException("fewer records than announced");
            }
        }
    }

    /** Where in the array the next record's entry begins. */
    int position() {
        return entries.arrayOffset() + entries.position();
    }

    /** The array that holds key and data of the current record. */
    public byte[] array() {
        return entries.array();
    }

    public int keyOffset() {
        return keyOffset;
    }

    public int keyLength() {
        return keyLength;
    }

    public int dataOffset() {
        return keyOffset + keyLength;
    }

    public int dataLength() {
        return dataLength;
    }
}
