/** Who owns a shard: instance leases, membership, ownership rows, epochs and their ends. */
@NullMarked
package dev.millrace.shard.lease;

import org.jspecify.annotations.NullMarked;
