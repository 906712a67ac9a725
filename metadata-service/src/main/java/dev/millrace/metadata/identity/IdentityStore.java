package dev.millrace.metadata.identity;

import dev.millrace.metadata.catalog.CatalogStore;
import dev.millrace.metadata.identity.model.Identity;

/** All identities as they are stored, by id. */
public interface IdentityStore extends CatalogStore<String, Identity, IdentityChange> {}
