@NullMarked
package dev.millrace.shard.encryption;

import org.jspecify.annotations.NullMarked;
