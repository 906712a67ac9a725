/** Streams and their settings as other services ask for them. */
@NullMarked
package dev.millrace.metadata.stream.grpc;

import org.jspecify.annotations.NullMarked;
