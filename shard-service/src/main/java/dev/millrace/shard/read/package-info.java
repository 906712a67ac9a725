/** From a position to records, out of the tail or the log. */
@NullMarked
package dev.millrace.shard.read;

import org.jspecify.annotations.NullMarked;
