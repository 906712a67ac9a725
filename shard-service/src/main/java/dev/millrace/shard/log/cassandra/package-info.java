/** Blocks and buckets in Cassandra: one small class for each statement. */
@NullMarked
package dev.millrace.shard.log.cassandra;

import org.jspecify.annotations.NullMarked;
