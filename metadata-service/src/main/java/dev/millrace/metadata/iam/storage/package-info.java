/** The one table of identities, and how they are its rows. */
@NullMarked
package dev.millrace.metadata.iam.storage;

import org.jspecify.annotations.NullMarked;
