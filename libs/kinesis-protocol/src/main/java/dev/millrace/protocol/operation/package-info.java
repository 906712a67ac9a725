/** The operations of the Kinesis API, by name. */
@NullMarked
package dev.millrace.protocol.operation;

import org.jspecify.annotations.NullMarked;
