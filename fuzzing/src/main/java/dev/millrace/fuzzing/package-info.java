/** What reads bytes from outside, and how it is searched for inputs that break it. */
@NullMarked
package dev.millrace.fuzzing;

import org.jspecify.annotations.NullMarked;
