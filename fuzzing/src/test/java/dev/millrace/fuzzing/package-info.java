@NullMarked
package dev.millrace.fuzzing;

import org.jspecify.annotations.NullMarked;
