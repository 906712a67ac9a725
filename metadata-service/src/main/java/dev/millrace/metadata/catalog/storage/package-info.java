/** What the tables of all catalogues have in common: the head, as static columns of their one partition. */
@NullMarked
package dev.millrace.metadata.catalog.storage;

import org.jspecify.annotations.NullMarked;
