package dev.millrace.metadata.catalog;

/**
 * One change of one entry.
 *
 * @param <N> what an entry is read again by
 */
public interface NamedChange<N> {
    N name();
}
