/** The one table of accounts' settings. */
@NullMarked
package dev.millrace.metadata.account.storage;

import org.jspecify.annotations.NullMarked;
