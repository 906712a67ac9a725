/** Splitting, merging and scaling of streams: what may be asked for, and how a plan is carried through. */
@NullMarked
package dev.millrace.metadata.reshard;

import org.jspecify.annotations.NullMarked;
