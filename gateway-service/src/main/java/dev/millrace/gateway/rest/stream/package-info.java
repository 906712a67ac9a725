/** Streams as resources: their life and their settings. */
@NullMarked
package dev.millrace.gateway.rest.stream;

import org.jspecify.annotations.NullMarked;
