/** How often operations may be called. */
@NullMarked
package dev.millrace.gateway.limits;

import org.jspecify.annotations.NullMarked;
