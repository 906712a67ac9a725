package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.ENCRYPTION_TYPE;
import static dev.millrace.protocol.wire.Member.FAILED_RECORD_COUNT;
import static dev.millrace.protocol.wire.Member.RECORDS;

import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.EncryptionType;
import java.util.List;

/**
 * What became of the records of a call, in the order of the request.
 *
 * @param encryption how the records are stored; left out for unencrypted ones
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
public record PutRecordsResponse(List<PutRecordsResult> records, EncryptionType encryption) implements KinesisResponse {
    private static final int BYTES_PER_RECORD = 128;

    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.member(FAILED_RECORD_COUNT, failedRecordCount());
        out.name(RECORDS);
        out.beginList();
        for (PutRecordsResult record : records) {
            record.writeTo(out);
        }
        out.endList();
        if (encryption == EncryptionType.KMS) {
            out.member(ENCRYPTION_TYPE, encryption);
        }
        out.endMap();
    }

    public int failedRecordCount() {
        int failed = 0;
        for (PutRecordsResult record : records) {
            failed += record.isFailure() ? 1 : 0;
        }
        return failed;
    }

    @Override
    public int sizeHint(WireFormat format) {
        return 128 + BYTES_PER_RECORD * records.size();
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with("failedRecordCount", failedRecordCount())
                .with("encryptionType", encryption);
    }
}
