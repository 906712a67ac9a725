/** Streams as resources, with what belongs to them: settings, shards, consumers, tags, policies, scaling. */
@NullMarked
package dev.millrace.gateway.rest.stream;

import org.jspecify.annotations.NullMarked;
