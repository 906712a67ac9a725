/** Tokens that clients keep for us: shard iterators and next tokens, sealed so that only we can make them. */
@NullMarked
package dev.millrace.gateway.streams.iterator;

import org.jspecify.annotations.NullMarked;
