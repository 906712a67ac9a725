/** What plain tests of the engine's pieces stand on: a loop and a clock under their control, a log in memory. */
@org.jspecify.annotations.NullMarked
package dev.millrace.shard.testing;
