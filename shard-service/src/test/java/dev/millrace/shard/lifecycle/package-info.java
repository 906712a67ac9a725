/**
 * The second simulation: what becomes of streams, shards and records over hours and days, through metadata instances and
 * shard owners with clocks of their own, stale copies and slow answers. Nothing may be destroyed on doubt.
 */
@NullMarked
package dev.millrace.shard.lifecycle;

import org.jspecify.annotations.NullMarked;
