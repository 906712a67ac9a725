/** The internal endpoint of the shard logs. */
@NullMarked
package dev.millrace.shard.grpc;

import org.jspecify.annotations.NullMarked;
