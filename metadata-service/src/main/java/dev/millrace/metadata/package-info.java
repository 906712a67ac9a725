/** The metadata service: which streams there are, and their shards. */
@NullMarked
package dev.millrace.metadata;

import org.jspecify.annotations.NullMarked;
