/** What an account may have, and what it has. */
@NullMarked
package dev.millrace.metadata.account;

import org.jspecify.annotations.NullMarked;
