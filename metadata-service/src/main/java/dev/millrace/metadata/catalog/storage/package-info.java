/** What the tables of all catalogues have in common: the head, as static columns of their one partition, and a row for each entry. */
@NullMarked
package dev.millrace.metadata.catalog.storage;

import org.jspecify.annotations.NullMarked;
