/** Blocks and buckets in Cassandra: a class for each statement. */
@NullMarked
package dev.millrace.shard.log.storage;

import org.jspecify.annotations.NullMarked;
