/** Tags of streams and consumers. */
@NullMarked
package dev.millrace.gateway.rest.tag;

import org.jspecify.annotations.NullMarked;
