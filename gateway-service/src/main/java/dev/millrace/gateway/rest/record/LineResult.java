package dev.millrace.gateway.rest.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.protocol.error.KinesisException;
import dev.millrace.protocol.message.PutRecordsResult;
import dev.millrace.protocol.message.PutRecordsResult.Failed;
import dev.millrace.protocol.message.PutRecordsResult.Stored;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line: either where its record went, or why it did not.
 *
 * @param line its number, from 1 on
 * @param error the error's name in the Kinesis API
 * @param detail the error in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LineResult(
        long line,
        @Nullable String shardId,
        @Nullable String sequenceNumber,
        @Nullable String error,
        @Nullable String detail) {
    static LineResult of(long line, PutRecordsResult result) {
        if (result instanceof Stored stored) {
            return new LineResult(line, stored.shardId().toString(), stored.sequenceNumber(), null, null);
        }
        Failed failed = (Failed) result;
        return new LineResult(line, null, null, failed.errorCode(), failed.errorMessage());
    }

    static LineResult failed(long line, KinesisException error) {
        return of(line, Failed.of(error));
    }

    boolean isFailure() {
        return error != null;
    }
}
