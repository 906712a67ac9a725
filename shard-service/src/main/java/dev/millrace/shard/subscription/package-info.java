/** Records pushed to those who subscribed to a shard. */
@NullMarked
package dev.millrace.shard.subscription;

import org.jspecify.annotations.NullMarked;
