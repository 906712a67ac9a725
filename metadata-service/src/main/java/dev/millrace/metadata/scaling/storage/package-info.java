/** The tables of what is written to streams. */
@NullMarked
package dev.millrace.metadata.scaling.storage;

import org.jspecify.annotations.NullMarked;
