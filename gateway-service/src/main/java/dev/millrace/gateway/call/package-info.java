/** One call of an operation, whichever face it came through: limited, authorized, validated, handled, measured. */
@NullMarked
package dev.millrace.gateway.call;

import org.jspecify.annotations.NullMarked;
