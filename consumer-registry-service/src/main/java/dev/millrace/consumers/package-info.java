/** The consumer registry: enhanced fan-out consumers and their subscriptions, which the second part brings. */
@NullMarked
package dev.millrace.consumers;

import org.jspecify.annotations.NullMarked;
