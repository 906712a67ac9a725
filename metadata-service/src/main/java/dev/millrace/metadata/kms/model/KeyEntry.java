package dev.millrace.metadata.kms.model;

import dev.millrace.metadata.catalog.VersionedEntry;

/** One of those that the key catalogue is made of. */
public sealed interface KeyEntry extends VersionedEntry<KeyEntry> permits NamedKey, KeyAlias {
    /** What an entry is taken to weigh beyond its texts. */
    int BASE_BYTES = 512;

    String accountId();
}
