/** Who there is, and how that changes: the directory of identities, in memory and as it is stored. */
@NullMarked
package dev.millrace.metadata.iam;

import org.jspecify.annotations.NullMarked;
