package dev.millrace.block;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Records of one shard, written as one row and never changed.
 *
 * <pre>
 *  bytes  1         1       2          4         4            4
 *        ┌─────────┬───────┬──────────┬─────────┬────────────┬──────────┬───────────────┬─────────┐
 *        │ version │ codec │ reserved │ record  │ length of  │ CRC-32C  │ directory:    │ entries │
 *        │ = 1     │       │ = 0      │ count   │ unpacked   │ of all,  │ varint per    │ packed  │
 *        │         │       │          │         │ entries    │ itself 0 │ record        │ by codec│
 *        └─────────┴───────┴──────────┴─────────┴────────────┴──────────┴───────────────┴─────────┘
 * </pre>
 *
 * The directory has each record's quota bytes, so that an owner can cut an answer to size without unpacking. A reader of this
 * version refuses anything but 0 in the reserved bytes. Streams that are encrypted store a {@link SealedBlock} around it.
 *
 * @see RecordEntry
 */
public final class Block {
    static final int VERSION = 1;
    static final int HEADER_BYTES = 16;
    static final int CHECKSUM_OFFSET = 12;

    private final byte[] bytes;
    private final int count;
    private final int entriesLength;

    private Block(byte[] bytes, int count, int entriesLength) {
        this.bytes = bytes;
        this.count = count;
        this.entriesLength = entriesLength;
    }

    /**
     * Reads a block's header.
     *
     * @param bytes the whole block; kept, not copied
     * @throws MalformedBlockException if they are not a block of a known version
     */
    public static Block of(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            throw new MalformedBlockException("too short for a block");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int version = header.get();
        header.get();
        int reserved = header.getShort();
        int count = header.getInt();
        int entriesLength = header.getInt();
        if (version != VERSION || reserved != 0) {
            throw new MalformedBlockException("a block of a version that this one does not know");
        }
        if (count < 0 || count > bytes.length - HEADER_BYTES || entriesLength < 0) {
            throw new MalformedBlockException("a block's header does not fit its bytes");
        }
        return new Block(bytes, count, entriesLength);
    }

    /** The whole block as stored; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public int count() {
        return count;
    }

    /** Whether the block is, bit by bit, what was written. */
    public boolean isIntact() {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CHECKSUM_OFFSET);
        crc.update(new byte[Integer.BYTES]);
        crc.update(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
        return (int) crc.getValue() == ByteBuffer.wrap(bytes).getInt(CHECKSUM_OFFSET);
    }

    /** The quota bytes (data and partition key) of each record. */
    public int[] payloadSizes() {
        ByteBuffer directory = ByteBuffer.wrap(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
        return readDirectory(directory);
    }

    /**
     * A cursor before the block's first record.
     *
     * @throws MalformedBlockException if the entries cannot be unpacked
     */
    public RecordCursor records() {
        ByteBuffer directory = ByteBuffer.wrap(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
        readDirectory(directory);
        Codec codec = Codec.of(bytes[1]);
        int offset = directory.position();
        if (codec == Codec.PLAIN) {
            if (bytes.length - offset != entriesLength) {
                throw new MalformedBlockException("the entries have another length than announced");
            }
            return new RecordCursor(ByteBuffer.wrap(bytes, offset, entriesLength), count);
        }
        // LZ4 cannot grow by more than 255: a header that claims otherwise must not make us allocate it.
        if (entriesLength > 255L * (bytes.length - offset)) {
            throw new MalformedBlockException("the entries have another length than announced");
        }
        byte[] entries = new byte[entriesLength];
        codec.unpack(bytes, offset, entries);
        return new RecordCursor(ByteBuffer.wrap(entries), count);
    }

    /**
     * Some of the records as a block of their own.
     *
     * @param skip how many to leave out
     * @param take how many to take then
     * @throws MalformedBlockException if the block has fewer, or its entries cannot be unpacked
     */
    public Block part(int skip, int take) {
        if (skip < 0 || take < 0 || skip > count - take) {
            throw new MalformedBlockException("fewer records than announced");
        }
        RecordCursor cursor = records();
        cursor.skip(skip);
        int from = cursor.position();
        cursor.skip(take);
        BlockBuilder part = new BlockBuilder();
        part.add(ByteBuffer.wrap(cursor.array(), from, cursor.position() - from), payloadSizes(), skip, skip + take);
        return of(part.build());
    }

    private int[] readDirectory(ByteBuffer directory) {
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = Varint.read(directory);
        }
        return sizes;
    }
}
