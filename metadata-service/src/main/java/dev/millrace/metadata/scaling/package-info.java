/** Streams that scale by themselves: what is written to them, what they get for it, and who sees to it. */
@NullMarked
package dev.millrace.metadata.scaling;

import org.jspecify.annotations.NullMarked;
