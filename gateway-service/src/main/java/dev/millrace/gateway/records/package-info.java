/** Records as they come from the shards, on their way into answers. */
@NullMarked
package dev.millrace.gateway.records;

import org.jspecify.annotations.NullMarked;
