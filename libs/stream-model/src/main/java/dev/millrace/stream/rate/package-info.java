/** How much may be done in a time: what the limits of calls, of shards and of subscriptions have in common. */
@NullMarked
package dev.millrace.stream.rate;

import org.jspecify.annotations.NullMarked;
