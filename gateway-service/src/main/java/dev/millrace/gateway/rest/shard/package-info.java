/** Shards of a stream: listed, described, split, merged. */
@NullMarked
package dev.millrace.gateway.rest.shard;

import org.jspecify.annotations.NullMarked;
