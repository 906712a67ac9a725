/** Identities that are declared: by people who keep them in a file under version control, and accounts by the configuration. */
@NullMarked
package dev.millrace.metadata.iam.declared;

import org.jspecify.annotations.NullMarked;
