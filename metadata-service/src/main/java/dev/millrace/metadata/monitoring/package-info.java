/** Which metrics streams keep for each of their shards. */
@NullMarked
package dev.millrace.metadata.monitoring;

import org.jspecify.annotations.NullMarked;
