/** Whose data a keyspace holds: written down at the first start, and held against the settings at each one that follows. */
@NullMarked
package dev.millrace.cassandra.installation;

import org.jspecify.annotations.NullMarked;
