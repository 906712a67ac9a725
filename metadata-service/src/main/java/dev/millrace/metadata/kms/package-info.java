/** Named keys: who has which, their materials, and what is encrypted under them. */
@NullMarked
package dev.millrace.metadata.kms;

import org.jspecify.annotations.NullMarked;
