/** The shard service: owns shards by lease, appends, reads, keeps the newest records in memory. */
@NullMarked
package dev.millrace.shard;

import org.jspecify.annotations.NullMarked;
