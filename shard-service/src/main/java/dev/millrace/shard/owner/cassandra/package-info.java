/** Instances and ownership in Cassandra: compare-and-set on one partition each. */
@NullMarked
package dev.millrace.shard.owner.cassandra;

import org.jspecify.annotations.NullMarked;
