/** Errors as RFC 9457 problems, written in one place. */
@NullMarked
package dev.millrace.gateway.rest.problem;

import org.jspecify.annotations.NullMarked;
