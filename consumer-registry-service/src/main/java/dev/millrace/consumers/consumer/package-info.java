/** Registered consumers: who they are, how many there may be, what is attached to them. */
@NullMarked
package dev.millrace.consumers.consumer;

import org.jspecify.annotations.NullMarked;
