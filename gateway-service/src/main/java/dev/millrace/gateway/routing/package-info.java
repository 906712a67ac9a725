/** From a record to its shard, to the shard's owner, and back with where it went. */
@NullMarked
package dev.millrace.gateway.routing;

import org.jspecify.annotations.NullMarked;
