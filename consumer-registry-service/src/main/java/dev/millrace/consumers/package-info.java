/** The consumer registry: enhanced fan-out consumers and their subscriptions. */
@NullMarked
package dev.millrace.consumers;

import org.jspecify.annotations.NullMarked;
