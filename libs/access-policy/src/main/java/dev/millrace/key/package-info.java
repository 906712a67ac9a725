/** Named keys: how they are referred to, what their ciphertexts look like, and the errors of the API for them. Values and rules, no I/O. */
@NullMarked
package dev.millrace.key;

import org.jspecify.annotations.NullMarked;
