/** The newest acknowledged blocks of a shard, in memory. */
@NullMarked
package dev.millrace.shard.tail;

import org.jspecify.annotations.NullMarked;
