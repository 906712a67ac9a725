package dev.millrace.metadata.kms;

import dev.millrace.metadata.catalog.CatalogStore;
import dev.millrace.metadata.catalog.EntryChange;
import dev.millrace.metadata.kms.model.KeyEntry;

/** All keys and aliases as they are stored, by id. */
public interface KeyStore extends CatalogStore<String, KeyEntry, EntryChange<KeyEntry>> {}
