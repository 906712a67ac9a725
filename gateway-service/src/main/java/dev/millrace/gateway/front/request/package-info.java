/** A request as every face receives it: its id, its body within bounds, and what its signature covers. */
@NullMarked
package dev.millrace.gateway.front.request;

import org.jspecify.annotations.NullMarked;
