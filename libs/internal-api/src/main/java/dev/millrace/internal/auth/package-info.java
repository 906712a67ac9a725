/** Calls between services carry a signed token, so that reaching an internal port opens nothing. */
@NullMarked
package dev.millrace.internal.auth;

import org.jspecify.annotations.NullMarked;
