/** Scaling policies, which only this face has: when a provisioned stream gets more or fewer shards by itself. */
@NullMarked
package dev.millrace.gateway.rest.scaling;

import org.jspecify.annotations.NullMarked;
