/** The four services in one JVM beside one Cassandra process: the same jars and configuration as production. */
@NullMarked
package dev.millrace.local;

import org.jspecify.annotations.NullMarked;
