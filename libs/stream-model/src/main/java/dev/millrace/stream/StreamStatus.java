package dev.millrace.stream;

/** Where a stream is in its life; reads and writes work in {@link #ACTIVE} and {@link #UPDATING}. */
public enum StreamStatus {
    CREATING,
    ACTIVE,
    UPDATING,
    DELETING
}
