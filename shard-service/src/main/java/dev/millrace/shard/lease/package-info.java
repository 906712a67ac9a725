/** Which instances are alive: the lease of this one, and what it sees of the others. */
@NullMarked
package dev.millrace.shard.lease;

import org.jspecify.annotations.NullMarked;
