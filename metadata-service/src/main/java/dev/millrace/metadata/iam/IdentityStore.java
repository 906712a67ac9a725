package dev.millrace.metadata.iam;

import dev.millrace.metadata.catalog.CatalogStore;
import dev.millrace.metadata.catalog.EntryChange;
import dev.millrace.metadata.iam.model.Identity;

/** All identities as they are stored, by id. */
public interface IdentityStore extends CatalogStore<String, Identity, EntryChange<Identity>> {}
