/** Registered consumers of a stream. */
@NullMarked
package dev.millrace.gateway.rest.consumer;

import org.jspecify.annotations.NullMarked;
