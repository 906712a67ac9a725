/** What is set of a stream, by a rule without any I/O for each: retention, encryption, policy, tags, capacity, metrics. */
@NullMarked
package dev.millrace.metadata.stream.setting;

import org.jspecify.annotations.NullMarked;
