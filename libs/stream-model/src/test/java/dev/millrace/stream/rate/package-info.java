@NullMarked
package dev.millrace.stream.rate;

import org.jspecify.annotations.NullMarked;
