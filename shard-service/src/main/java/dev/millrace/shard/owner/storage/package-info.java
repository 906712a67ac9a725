/** Ownership in Cassandra, compare-and-set on one partition each: a class for each statement. */
@NullMarked
package dev.millrace.shard.owner.storage;

import org.jspecify.annotations.NullMarked;
