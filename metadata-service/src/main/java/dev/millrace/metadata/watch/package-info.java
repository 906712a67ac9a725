/** Tells other services of every change of a stream. */
@NullMarked
package dev.millrace.metadata.watch;

import org.jspecify.annotations.NullMarked;
