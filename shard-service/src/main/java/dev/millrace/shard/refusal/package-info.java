/** Why a shard does not serve a request here and now. */
@NullMarked
package dev.millrace.shard.refusal;

import org.jspecify.annotations.NullMarked;
