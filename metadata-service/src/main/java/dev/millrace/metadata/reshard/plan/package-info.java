/** What a reshard consists of: values and rules without any I/O. */
@NullMarked
package dev.millrace.metadata.reshard.plan;

import org.jspecify.annotations.NullMarked;
