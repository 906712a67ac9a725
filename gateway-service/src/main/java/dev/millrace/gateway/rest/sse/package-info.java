/** Server-sent events: the records of a stream, or of one shard, for clients without an SDK. */
@NullMarked
package dev.millrace.gateway.rest.sse;

import org.jspecify.annotations.NullMarked;
