/** Server-sent events: the records of a stream, or of one shard, for whoever has no SDK. */
@NullMarked
package dev.millrace.gateway.sse;

import org.jspecify.annotations.NullMarked;
