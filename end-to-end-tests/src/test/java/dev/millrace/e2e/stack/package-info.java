/** Runs the suite as processes of its own, so that they can be killed and paused. */
@NullMarked
package dev.millrace.e2e.stack;

import org.jspecify.annotations.NullMarked;
