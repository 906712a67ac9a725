/** The one table of keys, and how they are its rows. */
@NullMarked
package dev.millrace.metadata.key.storage;

import org.jspecify.annotations.NullMarked;
