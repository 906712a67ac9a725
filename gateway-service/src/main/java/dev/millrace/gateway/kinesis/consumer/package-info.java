/** Who reads by enhanced fan-out, and what is pushed to them. */
@NullMarked
package dev.millrace.gateway.kinesis.consumer;

import org.jspecify.annotations.NullMarked;
