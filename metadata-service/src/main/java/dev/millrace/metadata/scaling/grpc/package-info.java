/** Write rates as shards report them, and the scaling policies of streams. */
@NullMarked
package dev.millrace.metadata.scaling.grpc;

import org.jspecify.annotations.NullMarked;
