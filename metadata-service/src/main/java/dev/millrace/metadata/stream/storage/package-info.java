/** The one table of streams: a class for each statement. */
@NullMarked
package dev.millrace.metadata.stream.storage;

import org.jspecify.annotations.NullMarked;
