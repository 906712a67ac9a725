/** IAM policy documents, without any I/O. */
@NullMarked
package dev.millrace.policy;

import org.jspecify.annotations.NullMarked;
