package dev.millrace.metadata.stream;

import dev.millrace.metadata.catalog.NamedChange;
import dev.millrace.stream.StreamName;

/** One change of one stream. */
public sealed interface CatalogChange extends NamedChange<StreamName> {
    /** The stream is new, or other than before. */
    record Put(CatalogEntry entry) implements CatalogChange {
        @Override
        public StreamName name() {
            return entry.name();
        }
    }

    /** The stream is gone, which is recorded. */
    record Remove(StreamRemoval removal) implements CatalogChange {
        @Override
        public StreamName name() {
            return removal.name();
        }
    }
}
