/** Versioned schema files, applied once by whichever instance comes first. */
@NullMarked
package dev.millrace.cassandra.schema;

import org.jspecify.annotations.NullMarked;
