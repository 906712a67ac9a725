/** Records put one at a time or as a stream of lines, and read by position or by partition key, with readable data. */
@NullMarked
package dev.millrace.gateway.rest.record;

import org.jspecify.annotations.NullMarked;
