/** The one table of keys, and how they are its rows. */
@NullMarked
package dev.millrace.metadata.kms.storage;

import org.jspecify.annotations.NullMarked;
