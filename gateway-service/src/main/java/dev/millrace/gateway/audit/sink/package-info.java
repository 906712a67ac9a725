/** Where events go: each place by a bounded queue and a thread of its own, so that a slow one holds up nobody. */
@NullMarked
package dev.millrace.gateway.audit.sink;

import org.jspecify.annotations.NullMarked;
