/** How calls between services are made: deadlines, one value as a Mono. */
@NullMarked
package dev.millrace.internal.rpc;

import org.jspecify.annotations.NullMarked;
