/** The events of calls, kept for a time, and how they are looked up. */
@NullMarked
package dev.millrace.metadata.audit;

import org.jspecify.annotations.NullMarked;
