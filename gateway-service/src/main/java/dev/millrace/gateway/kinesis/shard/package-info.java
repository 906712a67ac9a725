/** How shards are listed, split, merged and counted. */
@NullMarked
package dev.millrace.gateway.kinesis.shard;

import org.jspecify.annotations.NullMarked;
