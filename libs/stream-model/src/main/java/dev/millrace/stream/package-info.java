/** Pure values and rules of streams, shards and positions in them. JDK only, no I/O. */
@NullMarked
package dev.millrace.stream;

import org.jspecify.annotations.NullMarked;
