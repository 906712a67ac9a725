/** JMH benchmarks of the inner pieces that every record passes. */
@NullMarked
package dev.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
