package dev.millrace.shard.owner;

/**
 * A shard's log that is final.
 *
 * @param endIndex the index after the last record; 0 when there is none
 * @param lastArrivalMillis no record arrived after this; 0 when there was none
 */
public record SealedLog(long endIndex, long lastArrivalMillis) {}
