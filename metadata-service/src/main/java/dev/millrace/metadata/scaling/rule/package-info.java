/** When a stream grows or shrinks by itself: values and rules without any I/O. */
@NullMarked
package dev.millrace.metadata.scaling.rule;

import org.jspecify.annotations.NullMarked;
