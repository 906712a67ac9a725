package dev.millrace.gateway.rest.record;

import java.time.Instant;

/**
 * A record as it was read.
 *
 * @param array where the data is, with other things
 */
@SuppressWarnings("ArrayRecordComponent") // looked at once, never compared
record StoredRecord(
        String sequenceNumber,
        Instant arrivedAt,
        String partitionKey,
        byte[] array,
        int offset,
        int length,
        boolean encrypted) {}
