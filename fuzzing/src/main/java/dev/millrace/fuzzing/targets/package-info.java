/** One class for each thing that reads bytes from outside: how it is called, and which answers are no fault. */
@NullMarked
package dev.millrace.fuzzing.targets;

import org.jspecify.annotations.NullMarked;
