/** Sequence assignment, block building, write, acknowledge: one writer for each owned shard. */
@NullMarked
package dev.millrace.shard.append;

import org.jspecify.annotations.NullMarked;
