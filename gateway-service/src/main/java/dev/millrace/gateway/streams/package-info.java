/** What the other services know of streams, consumers and the account. */
@NullMarked
package dev.millrace.gateway.streams;

import org.jspecify.annotations.NullMarked;
