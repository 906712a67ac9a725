/** What is written to the shards of this instance, as streams that scale by themselves go by. */
@NullMarked
package dev.millrace.shard.rate;

import org.jspecify.annotations.NullMarked;
