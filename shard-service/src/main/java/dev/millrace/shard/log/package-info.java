/** The durable part of a shard: blocks in buckets, and the index of its buckets. */
@NullMarked
package dev.millrace.shard.log;

import org.jspecify.annotations.NullMarked;
