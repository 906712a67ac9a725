package dev.millrace.metadata.iam;

import dev.millrace.metadata.catalog.NamedChange;
import dev.millrace.metadata.iam.model.Identity;

/** One change of one identity, which is named by its id. */
public sealed interface IdentityChange extends NamedChange<String> {
    /** The identity is new, or other than before. */
    record Put(Identity identity) implements IdentityChange {
        @Override
        public String name() {
            return identity.id();
        }
    }

    /** The identity is gone. */
    record Remove(String name) implements IdentityChange {}
}
