/** The resource policies of streams. */
@NullMarked
package dev.millrace.metadata.policy;

import org.jspecify.annotations.NullMarked;
