/** The tags of streams. */
@NullMarked
package dev.millrace.metadata.tag;

import org.jspecify.annotations.NullMarked;
