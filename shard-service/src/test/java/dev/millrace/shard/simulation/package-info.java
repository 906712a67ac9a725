/**
 * Whole clusters of shard owners in one thread, under a virtual clock and over a simulated store, with everything that
 * may happen to them derived from one seed.
 */
@org.jspecify.annotations.NullMarked
package dev.millrace.shard.simulation;
