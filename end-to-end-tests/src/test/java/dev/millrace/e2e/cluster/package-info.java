/** Three Cassandra nodes and two of each service, of which one after the other fails in every way. */
@NullMarked
package dev.millrace.e2e.cluster;

import org.jspecify.annotations.NullMarked;
