/** The binary layout of a block: records of one shard that are written as one row. No I/O. */
@NullMarked
package dev.millrace.block;

import org.jspecify.annotations.NullMarked;
