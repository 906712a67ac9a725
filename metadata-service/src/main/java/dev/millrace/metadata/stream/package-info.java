/** Streams: their life from creation to removal, and a copy of them in memory that every read first brings up to date. */
@NullMarked
package dev.millrace.metadata.stream;

import org.jspecify.annotations.NullMarked;
