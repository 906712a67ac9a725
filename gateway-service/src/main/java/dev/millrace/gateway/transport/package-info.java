/** The HTTP listeners, and the channels to other services. */
@NullMarked
package dev.millrace.gateway.transport;

import org.jspecify.annotations.NullMarked;
