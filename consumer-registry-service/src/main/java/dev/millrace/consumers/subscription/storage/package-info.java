/** Who has a consumer's one subscription to a shard, in Cassandra: a class for each statement. */
@NullMarked
package dev.millrace.consumers.subscription.storage;

import org.jspecify.annotations.NullMarked;
