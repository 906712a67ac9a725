/** How a refusal travels from service to service. */
@NullMarked
package dev.millrace.internal.error;

import org.jspecify.annotations.NullMarked;
