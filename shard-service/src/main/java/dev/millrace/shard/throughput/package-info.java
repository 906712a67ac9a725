/** How much may go into and out of a shard. */
@NullMarked
package dev.millrace.shard.throughput;

import org.jspecify.annotations.NullMarked;
