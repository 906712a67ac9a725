/** What an event consists of, and how it is written. What is not listed here is in none. */
@NullMarked
package dev.millrace.gateway.audit.event;

import org.jspecify.annotations.NullMarked;
