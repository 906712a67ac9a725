/** Named keys as other services know them, and the data keys that are wrapped under them. */
@NullMarked
package dev.millrace.internal.key;

import org.jspecify.annotations.NullMarked;
