/** Kinesis: one endpoint, its steps in order, and how its answers and errors are written. */
@NullMarked
package dev.millrace.gateway.kinesis;

import org.jspecify.annotations.NullMarked;
