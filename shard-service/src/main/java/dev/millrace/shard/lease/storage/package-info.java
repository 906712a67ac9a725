/** Instances in Cassandra, compare-and-set on one partition: a class for each statement. */
@NullMarked
package dev.millrace.shard.lease.storage;

import org.jspecify.annotations.NullMarked;
