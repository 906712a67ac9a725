/** Encryption at rest: blocks are sealed before they are written, and opened when they are read. */
@NullMarked
package dev.millrace.shard.encryption;

import org.jspecify.annotations.NullMarked;
