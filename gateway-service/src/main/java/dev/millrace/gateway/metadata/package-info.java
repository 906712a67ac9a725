/** Streams as the metadata service knows them. */
@NullMarked
package dev.millrace.gateway.metadata;

import org.jspecify.annotations.NullMarked;
