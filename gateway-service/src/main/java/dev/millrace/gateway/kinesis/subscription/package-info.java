/** SubscribeToShard: a shard's records out as event-stream frames. */
@NullMarked
package dev.millrace.gateway.kinesis.subscription;

import org.jspecify.annotations.NullMarked;
