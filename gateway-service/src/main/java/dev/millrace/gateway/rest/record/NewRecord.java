package dev.millrace.gateway.rest.record;

import dev.millrace.protocol.message.PutRecordRequest;
import dev.millrace.protocol.message.PutRecordsEntry;
import org.jspecify.annotations.Nullable;

/** A record to be put. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record NewRecord(
        @Nullable String partitionKey,
        @Nullable String explicitHashKey,
        @Nullable String sequenceNumberForOrdering,
        byte @Nullable [] data) {
    PutRecordRequest toRequest(String stream) {
        return new PutRecordRequest(stream, data, partitionKey, explicitHashKey, sequenceNumberForOrdering, null);
    }

    PutRecordsEntry toEntry() {
        return new PutRecordsEntry(data, explicitHashKey, partitionKey);
    }
}
