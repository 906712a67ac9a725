/** Named keys: who has which, their materials, and what is encrypted under them. */
@NullMarked
package dev.millrace.metadata.key;

import org.jspecify.annotations.NullMarked;
