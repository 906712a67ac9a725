/** The JUnit extension that gives a test class a keyspace in a real Cassandra. Published as this module's test jar. */
@NullMarked
package dev.millrace.cassandra.testing;

import org.jspecify.annotations.NullMarked;
