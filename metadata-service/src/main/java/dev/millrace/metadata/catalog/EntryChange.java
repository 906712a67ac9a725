package dev.millrace.metadata.catalog;

/** One change of one entry, which is named by its id. */
public sealed interface EntryChange<E extends VersionedEntry<E>> extends NamedChange<String> {
    /** The entry is new, or other than before. */
    record Put<E extends VersionedEntry<E>>(E entry) implements EntryChange<E> {
        @Override
        public String name() {
            return entry.id();
        }
    }

    /** The entry is gone. */
    record Remove<E extends VersionedEntry<E>>(String name) implements EntryChange<E> {}
}
