package dev.millrace.metadata.catalog;

/** An entry as a replica keeps it. */
public interface VersionedEntry {
    /** What it is read by. */
    String id();

    /** The catalogue's revision at its last change. */
    long version();

    /** About what it takes in the memory of whoever keeps a copy. */
    long bytes();
}
