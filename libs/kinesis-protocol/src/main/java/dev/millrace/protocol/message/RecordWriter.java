package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.APPROXIMATE_ARRIVAL_TIMESTAMP;
import static dev.millrace.protocol.wire.Member.DATA;
import static dev.millrace.protocol.wire.Member.ENCRYPTION_TYPE;
import static dev.millrace.protocol.wire.Member.PARTITION_KEY;
import static dev.millrace.protocol.wire.Member.SEQUENCE_NUMBER;

import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.EncryptionType;

/**
 * Writes one record of GetRecords and SubscribeToShard.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html">Record</a>
 */
public final class RecordWriter {
    /** What a record takes in a body besides its data and key. */
    static final int BYTES_AROUND = 192;

    private RecordWriter() {}

    /**
     * Writes one element of the list.
     *
     * @param sequenceNumber its decimal digits in ASCII
     * @param arrivalMillis epoch milliseconds
     * @param keys where the partition key's UTF-8 bytes are
     * @param encryption how the record is stored; written only if it is encrypted
     */
    public static void write(
            WireWriter out,
            byte[] sequenceNumber,
            long arrivalMillis,
            byte[] data,
            int dataOffset,
            int dataLength,
            byte[] keys,
            int keyOffset,
            int keyLength,
            EncryptionType encryption) {
        out.beginMap();
        out.name(SEQUENCE_NUMBER);
        out.asciiString(sequenceNumber);
        out.name(APPROXIMATE_ARRIVAL_TIMESTAMP);
        out.timestampMillis(arrivalMillis);
        out.name(DATA);
        out.blob(data, dataOffset, dataLength);
        out.name(PARTITION_KEY);
        out.utf8String(keys, keyOffset, keyLength);
        if (encryption == EncryptionType.KMS) {
            out.member(ENCRYPTION_TYPE, encryption);
        }
        out.endMap();
    }
}
