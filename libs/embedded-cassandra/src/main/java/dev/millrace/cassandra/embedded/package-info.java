/**
 * A real Cassandra in a process of its own, for the local stack and for tests: started from the jars that
 * {@code libs/cassandra-distribution} gathers, configured from one readable template, and gone when its parent is gone.
 */
@NullMarked
package dev.millrace.cassandra.embedded;

import org.jspecify.annotations.NullMarked;
