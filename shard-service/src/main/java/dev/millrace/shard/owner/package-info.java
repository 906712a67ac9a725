/** Which shards this instance owns: taken over, settled, opened, sealed and handed back; the ownership rows, epochs and their ends. */
@NullMarked
package dev.millrace.shard.owner;

import org.jspecify.annotations.NullMarked;
