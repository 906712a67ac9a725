package dev.millrace.metadata.stream;

import dev.millrace.metadata.catalog.CatalogStore;
import dev.millrace.stream.StreamName;

/** The streams as they are stored, by name. */
public interface StreamStore extends CatalogStore<StreamName, CatalogEntry, CatalogChange> {}
