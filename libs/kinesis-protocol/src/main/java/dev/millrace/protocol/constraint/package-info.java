/** The constraints of the AWS service model, collected into one validation text. */
@NullMarked
package dev.millrace.protocol.constraint;

import org.jspecify.annotations.NullMarked;
