package dev.millrace.protocol.message;

import dev.millrace.protocol.constraint.Constraints;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.error.RecordErrors;
import dev.millrace.protocol.wire.Member;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of records, which the model alone cannot judge: a record's data and partition key together are held against
 * what its stream allows.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
public final class RecordLimits {
    /** The most data that any stream takes in a record, in bytes. */
    public static final int LARGEST_DATA = 10 * 1024 * 1024;

    /** The most records in a PutRecords call. */
    public static final int MOST_RECORDS = 500;

    /** The most that the records of a PutRecords call take together, keys included, in bytes. */
    public static final int LARGEST_CALL = 10 * 1024 * 1024;

    private RecordLimits() {}

    /** The size of a record as limits and throughput count it: its data and its partition key in UTF-8. */
    public static int size(byte[] data, @Nullable String partitionKey) {
        return data.length + (partitionKey == null ? 0 : utf8Length(partitionKey));
    }

    /**
     * Holds a record against its stream.
     *
     * @param largestRecord the stream's limit in bytes
     * @param keyNeeded whether a record's shard is found by its partition key
     * @throws KinesisException a ValidationException at {@code data} if the record is larger, or at {@code
     *     partitionKey} if that is missing
     */
    public static void check(PutRecordRequest request, int largestRecord, boolean keyNeeded) {
        Constraints constraints = new Constraints();
        check(request.data(), request.partitionKey(), largestRecord, keyNeeded, constraints);
        constraints.throwIfFailed();
    }

    /**
     * Holds the records of a call against their stream, and all of them against the limit of a call.
     *
     * @param largestRecord the stream's limit in bytes
     * @param keyNeeded whether a record's shard is found by its partition key
     * @throws KinesisException a ValidationException at {@code records.N.member.data} if a record is larger, or at
     *     {@code records.N.member.partitionKey} if that is missing, an
     *     InvalidArgumentException if the records are together larger than a call may be
     */
    public static void check(PutRecordsRequest request, int largestRecord, boolean keyNeeded) {
        List<PutRecordsEntry> records = request.records();
        Constraints constraints = new Constraints();
        constraints.eachStructure(
                Member.RECORDS,
                records,
                (record, nested) -> check(record.data(), record.partitionKey(), largestRecord, keyNeeded, nested));
        constraints.throwIfFailed();
        long total = 0;
        for (PutRecordsEntry record : records) {
            total += size(record.data(), record.partitionKey());
        }
        if (total > LARGEST_CALL) {
            throw RecordErrors.callTooLarge(LARGEST_CALL);
        }
    }

    private static void check(
            byte[] data, @Nullable String partitionKey, int largestRecord, boolean keyNeeded, Constraints constraints) {
        if (keyNeeded) {
            constraints.required(Member.PARTITION_KEY, partitionKey);
        }
        if (size(data, partitionKey) > largestRecord) {
            constraints.fail(Member.DATA, data, "Member must have length less than or equal to " + largestRecord);
        }
    }

    private static int utf8Length(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }
}
