/** Event loops, channels to other services, and bounds on what is held in memory. */
@NullMarked
package dev.millrace.gateway.transport;

import org.jspecify.annotations.NullMarked;
