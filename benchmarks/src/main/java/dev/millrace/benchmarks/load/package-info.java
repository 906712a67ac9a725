/** Load scenarios against a running stack: a lean generator, and a check that what was acknowledged can be read back. */
@NullMarked
package dev.millrace.benchmarks.load;

import org.jspecify.annotations.NullMarked;
