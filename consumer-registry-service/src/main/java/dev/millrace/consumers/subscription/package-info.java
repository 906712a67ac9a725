/** Subscriptions of consumers to shards: one at a time for each, fed by whoever owns the shard. */
@NullMarked
package dev.millrace.consumers.subscription;

import org.jspecify.annotations.NullMarked;
