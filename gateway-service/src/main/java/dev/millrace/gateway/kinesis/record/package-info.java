/** How records are put and read. */
@NullMarked
package dev.millrace.gateway.kinesis.record;

import org.jspecify.annotations.NullMarked;
