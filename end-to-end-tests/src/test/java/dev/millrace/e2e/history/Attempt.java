package dev.millrace.e2e.history;

import java.math.BigInteger;
import java.util.Optional;

/**
 * One record that was sent once.
 *
 * @param startedAt when its call began, on the clock of {@link System#nanoTime}
 * @param endedAt when the answer was there; meaningless while the outcome is unknown
 * @param acknowledgement where it is, if the answer said so
 */
public record Attempt(
        RecordId id,
        String partitionKey,
        int dataHash,
        long startedAt,
        long endedAt,
        Outcome outcome,
        Optional<Acknowledgement> acknowledgement) {
    /** What the client was told. */
    public enum Outcome {
        ACKNOWLEDGED,
        /** A throttling answer and the like: the record is not stored, for certain. */
        REFUSED,
        /** No answer, or one that leaves it open. */
        UNKNOWN
    }

    /** Where an acknowledged record is. */
    public record Acknowledgement(String shardId, BigInteger sequenceNumber) {}
}
