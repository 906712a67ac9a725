/** Stock clients against the running suite. */
@NullMarked
package dev.millrace.e2e;

import org.jspecify.annotations.NullMarked;
