/** Reshards as other services ask for them, and the calls to the owners of shards. */
@NullMarked
package dev.millrace.metadata.reshard.grpc;

import org.jspecify.annotations.NullMarked;
