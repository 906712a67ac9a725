package dev.millrace.protocol.message;

import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;

/**
 * Records on their way to a reader, written straight from where they are stored: no object is made for each of them.
 *
 * <p>An implementation writes the elements of the list, each by {@link RecordWriter}, and not the list's brackets.
 */
public interface OutgoingRecords {
    OutgoingRecords NONE = new OutgoingRecords() {
        @Override
        public void writeTo(WireWriter out) {
            // No record.
        }

        @Override
        public int count() {
            return 0;
        }

        @Override
        public long bytes() {
            return 0;
        }
    };

    void writeTo(WireWriter out);

    int count();

    /** The bytes of all data and keys together. */
    long bytes();

    /** About how many bytes the list takes in a body, so that the body is allocated once. */
    default int bodySize(WireFormat format) {
        long data = format == WireFormat.JSON ? bytes() * 4 / 3 : bytes();
        return (int) Math.min(Integer.MAX_VALUE / 2, data + (long) RecordWriter.BYTES_AROUND * count());
    }
}
