/** How long streams keep their records. */
@NullMarked
package dev.millrace.metadata.retention;

import org.jspecify.annotations.NullMarked;
