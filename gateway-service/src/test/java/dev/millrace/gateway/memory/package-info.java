/** The contracts of the other services, kept in memory: for the gateway's own tests only. */
@NullMarked
package dev.millrace.gateway.memory;

import org.jspecify.annotations.NullMarked;
