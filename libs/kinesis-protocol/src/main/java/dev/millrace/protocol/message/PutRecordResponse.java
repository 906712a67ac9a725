package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.ENCRYPTION_TYPE;
import static dev.millrace.protocol.wire.Member.SEQUENCE_NUMBER;
import static dev.millrace.protocol.wire.Member.SHARD_ID;

import dev.millrace.protocol.wire.WireFormat;
import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.EncryptionType;
import dev.millrace.stream.ShardId;

/**
 * Where a record went.
 *
 * @param sequenceNumber in decimal
 * @param encryption how the record is stored; left out for an unencrypted one
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a>
 */
public record PutRecordResponse(ShardId shardId, String sequenceNumber, EncryptionType encryption)
        implements KinesisResponse {
    @Override
    public void writeTo(WireWriter out) {
        out.beginMap();
        out.member(SHARD_ID, shardId.toString());
        out.member(SEQUENCE_NUMBER, sequenceNumber);
        if (encryption == EncryptionType.KMS) {
            out.member(ENCRYPTION_TYPE, encryption);
        }
        out.endMap();
    }

    @Override
    public int sizeHint(WireFormat format) {
        return 192;
    }

    @Override
    public AuditedMembers audited() {
        return new AuditedMembers()
                .with("shardId", shardId.toString())
                .with("sequenceNumber", sequenceNumber)
                .with("encryptionType", encryption);
    }
}
