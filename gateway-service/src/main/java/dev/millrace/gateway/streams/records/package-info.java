/** Records on their way to the owners of their shards, and back from them. */
@NullMarked
package dev.millrace.gateway.streams.records;

import org.jspecify.annotations.NullMarked;
