@NullMarked
package dev.millrace.metadata.testing;

import org.jspecify.annotations.NullMarked;
