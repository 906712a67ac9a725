/** What is past the trim horizon is removed as whole buckets. */
@NullMarked
package dev.millrace.shard.retention;

import org.jspecify.annotations.NullMarked;
