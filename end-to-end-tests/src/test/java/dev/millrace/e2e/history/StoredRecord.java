package dev.millrace.e2e.history;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * A record as a reader got it.
 *
 * @param id empty when the data is none that was sent
 * @param dataHash of all data bytes
 */
public record StoredRecord(BigInteger sequenceNumber, String partitionKey, Optional<RecordId> id, int dataHash) {
    public static StoredRecord of(String sequenceNumber, String partitionKey, byte[] data) {
        return new StoredRecord(
                new BigInteger(sequenceNumber), partitionKey, RecordId.fromData(data), Arrays.hashCode(data));
    }
}
