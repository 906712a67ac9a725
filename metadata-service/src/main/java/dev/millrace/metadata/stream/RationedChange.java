package dev.millrace.metadata.stream;

/** A kind of change that a stream takes only so often in 24 hours. */
public enum RationedChange {
    MODE_UPDATE,
    ENCRYPTION_START,
    ENCRYPTION_STOP,
    SHARD_COUNT_UPDATE
}
