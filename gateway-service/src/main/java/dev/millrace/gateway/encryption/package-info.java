/** Encrypted streams: who may write to and read from them, and what a caller is told of a key that cannot be used. */
@NullMarked
package dev.millrace.gateway.encryption;

import org.jspecify.annotations.NullMarked;
