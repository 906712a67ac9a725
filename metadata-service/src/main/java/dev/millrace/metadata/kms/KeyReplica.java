package dev.millrace.metadata.kms;

import dev.millrace.metadata.catalog.EntryReplica;
import dev.millrace.metadata.kms.model.KeyEntry;

/** All keys and aliases of all accounts in memory, bounded by {@link KeyQuotas#mostBytes()}. */
public final class KeyReplica extends EntryReplica<KeyEntry> {
    public KeyReplica(KeyStore store) {
        super(store);
    }
}
