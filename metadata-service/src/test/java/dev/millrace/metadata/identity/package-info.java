@NullMarked
package dev.millrace.metadata.identity;

import org.jspecify.annotations.NullMarked;
