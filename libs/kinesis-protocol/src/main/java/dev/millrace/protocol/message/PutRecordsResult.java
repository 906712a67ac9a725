package dev.millrace.protocol.message;

import static dev.millrace.protocol.wire.Member.ERROR_CODE;
import static dev.millrace.protocol.wire.Member.ERROR_MESSAGE;
import static dev.millrace.protocol.wire.Member.SEQUENCE_NUMBER;
import static dev.millrace.protocol.wire.Member.SHARD_ID;

import dev.millrace.protocol.error.ErrorType;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.wire.WireWriter;
import dev.millrace.stream.ShardId;

/**
 * What became of one record of a PutRecords call.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsResultEntry.html">PutRecordsResultEntry</a>
 */
public sealed interface PutRecordsResult {
    /** Whether the record was not written. */
    boolean isFailure();

    void writeTo(WireWriter out);

    /**
     * The record is stored.
     *
     * @param sequenceNumber in decimal
     */
    record Stored(String sequenceNumber, ShardId shardId) implements PutRecordsResult {
        @Override
        public boolean isFailure() {
            return false;
        }

        @Override
        public void writeTo(WireWriter out) {
            out.beginMap();
            out.member(SEQUENCE_NUMBER, sequenceNumber);
            out.member(SHARD_ID, shardId.toString());
            out.endMap();
        }
    }

    /** The record is not stored, and the caller may put it again. */
    record Failed(String errorCode, String errorMessage) implements PutRecordsResult {
        /** An error as one record has it: with the error's name, which for a fault of ours is the shorter one. */
        public static Failed of(KinesisException error) {
            String code = error.type() == ErrorType.INTERNAL_FAILURE
                    ? "InternalFailure"
                    : error.type().wireName();
            String message = error.getMessage();
            return new Failed(code, message == null ? "" : message);
        }

        @Override
        public boolean isFailure() {
            return true;
        }

        @Override
        public void writeTo(WireWriter out) {
            out.beginMap();
            out.member(ERROR_CODE, errorCode);
            out.member(ERROR_MESSAGE, errorMessage);
            out.endMap();
        }
    }
}
