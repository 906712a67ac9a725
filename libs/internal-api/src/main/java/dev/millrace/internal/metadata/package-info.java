/** Client side of the metadata service: typed calls and a local mirror of all streams. */
@NullMarked
package dev.millrace.internal.metadata;

import org.jspecify.annotations.NullMarked;
