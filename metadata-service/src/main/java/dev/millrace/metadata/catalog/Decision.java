package dev.millrace.metadata.catalog;

import java.util.Optional;

/**
 * What a rule decides.
 *
 * @param change of at most one entry
 * @param answer what the caller gets
 * @param <E> an entry
 */
public record Decision<E extends VersionedEntry<E>, R>(Optional<EntryChange<E>> change, R answer) {
    /** The entry becomes another, or comes into being. */
    public static <E extends VersionedEntry<E>, R> Decision<E, R> put(E entry, R answer) {
        return new Decision<>(Optional.of(new EntryChange.Put<>(entry)), answer);
    }

    public static <E extends VersionedEntry<E>, R> Decision<E, R> remove(String id, R answer) {
        EntryChange<E> removal = new EntryChange.Remove<>(id);
        return new Decision<>(Optional.of(removal), answer);
    }

    /** Nothing changes: it was a question, or all is as it should become. */
    public static <E extends VersionedEntry<E>, R> Decision<E, R> unchanged(R answer) {
        return new Decision<>(Optional.empty(), answer);
    }
}
