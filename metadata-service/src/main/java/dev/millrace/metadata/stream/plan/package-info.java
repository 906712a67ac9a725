/** What a stream is to become: the steps and times of a reshard, and when it scales. Values and rules without any I/O. */
@NullMarked
package dev.millrace.metadata.stream.plan;

import org.jspecify.annotations.NullMarked;
