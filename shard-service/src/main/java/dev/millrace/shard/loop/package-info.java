/** Where a shard's state lives: one thread at a time, and time as that machine sees it. */
@NullMarked
package dev.millrace.shard.loop;

import org.jspecify.annotations.NullMarked;
