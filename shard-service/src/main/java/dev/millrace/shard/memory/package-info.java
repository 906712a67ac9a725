/** How much may be held in memory, counted where it is held. */
@NullMarked
package dev.millrace.shard.memory;

import org.jspecify.annotations.NullMarked;
