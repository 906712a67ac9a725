/** The one table of identities: a class for each statement. */
@NullMarked
package dev.millrace.metadata.identity.storage;

import org.jspecify.annotations.NullMarked;
