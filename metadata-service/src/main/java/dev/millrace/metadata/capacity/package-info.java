/** What streams can take, and who provides for it. */
@NullMarked
package dev.millrace.metadata.capacity;

import org.jspecify.annotations.NullMarked;
