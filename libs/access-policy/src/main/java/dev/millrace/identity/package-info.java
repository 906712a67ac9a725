/** Identities: their unique ids, ARNs and names, and the errors of the APIs that deal with them. Values and rules, no I/O. */
@NullMarked
package dev.millrace.identity;

import org.jspecify.annotations.NullMarked;
