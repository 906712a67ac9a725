/** Consumers as the consumer registry knows them. */
@NullMarked
package dev.millrace.gateway.consumer;

import org.jspecify.annotations.NullMarked;
