@NullMarked
package dev.millrace.gateway.kinesis.shard;

import org.jspecify.annotations.NullMarked;
