/** The error catalogue: every error type and every text a client can see, and their wire form. */
@NullMarked
package dev.millrace.protocol.error;

import org.jspecify.annotations.NullMarked;
