package dev.millrace.metadata.catalog;

/**
 * An entry as a replica keeps it.
 *
 * @param <E> the kind of entry itself
 */
public interface VersionedEntry<E extends VersionedEntry<E>> {
    /** What it is read by. */
    String id();

    /** The catalogue's revision at its last change. */
    long version();

    /** The same entry, changed at that revision. */
    E withVersion(long changed);

    /** About what it takes in the memory of each service that keeps a copy. */
    long bytes();
}
