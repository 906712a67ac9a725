package dev.millrace.metadata.kms;

import dev.millrace.metadata.catalog.NamedChange;
import dev.millrace.metadata.kms.model.KeyEntry;

/** One change of one key or alias, which is named by its id. */
public sealed interface KeyChange extends NamedChange<String> {
    /** The entry is new, or other than before. */
    record Put(KeyEntry entry) implements KeyChange {
        @Override
        public String name() {
            return entry.id();
        }
    }

    /** The entry is gone; of a key, with all its materials. */
    record Remove(String name) implements KeyChange {}
}
