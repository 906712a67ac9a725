/** The way to the instances of the shard service: connections, and who owns which shard. */
@NullMarked
package dev.millrace.internal.shard;

import org.jspecify.annotations.NullMarked;
