/** Resource policies of streams and consumers. */
@NullMarked
package dev.millrace.gateway.rest.policy;

import org.jspecify.annotations.NullMarked;
