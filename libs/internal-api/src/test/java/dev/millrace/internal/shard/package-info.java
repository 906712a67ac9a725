@NullMarked
package dev.millrace.internal.shard;

import org.jspecify.annotations.NullMarked;
